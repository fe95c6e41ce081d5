package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

/// Cables that are slow, lossy or cut.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/networking/
class CablesTest {

  private static Town town(long seed) {
    return Town.calm(seed).echoes("web", 1).shell("client", "node-b");
  }

  private static String fetch(Town town) {
    return town.run("client", "wget -qO- http://" + town.ip("web-0") + ":8080/hostname");
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/networking/
  @Test
  void a_slow_cable_takes_its_time_there_and_back() {
    Town town = town(1);
    town.cluster().network().links().slow("node-a", "node-b", Duration.ofMillis(300));
    Instant before = town.cluster().now();

    assertThat(fetch(town)).isEqualTo("web-0");
    assertThat(Duration.between(before, town.cluster().now()))
        .isBetween(Duration.ofMillis(1_200), Duration.ofMillis(1_400));
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/networking/
  @Test
  void a_lossy_cable_is_late_and_loses_nothing_of_a_stream() {
    Town town = town(2);
    town.cluster().network().links().lossy("node-a", "node-b", 0.5);

    for (int i = 0; i < 5; i++) assertThat(fetch(town)).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/concepts/architecture/nodes/#condition
  @Test
  void across_a_cut_cable_nobody_answers_until_it_is_mended() {
    Town town = town(3);
    town.cluster().network().links().cut("node-a", "node-b");

    assertThat(town.path(town.ip("client"), town.ip("web-0"), 8080).reason())
        .isEqualTo("the cable node-b → node-a is cut");
    assertThat(fetch(town)).contains("Connection timed out");
    town.cluster().network().links().mend("node-a", "node-b");
    assertThat(fetch(town)).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/concepts/architecture/nodes/
  @Test
  void a_machine_without_power_does_not_even_refuse() {
    Town town = town(4);
    String address = town.ip("web-0");

    town.cluster().fail("node-a");

    assertThat(town.path(town.ip("client"), address, 8080).reason())
        .isEqualTo("the cable node-b → node-a is cut");
  }
}
