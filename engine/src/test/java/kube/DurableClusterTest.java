package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.log.InlineCommitter;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.machine.Randomness;
import kube.foundation.machine.SimulatedDisk;

import org.junit.jupiter.api.Test;

/// A cluster whose process dies goes on from its disk.
class DurableClusterTest {

  private final SimulatedDisk disk = new SimulatedDisk(new Randomness(1));

  @Test
  void a_cluster_goes_on_after_the_power_failed() {
    Cluster cluster = boot(1);
    createReplicaSet(cluster, 3);
    assertThat(cluster.settle()).isTrue();
    List<String> before = names(cluster);
    disk.cutPower();

    Cluster again = boot(2);
    assertThat(names(again)).isEqualTo(before);
    assertThat(again.settle()).isTrue();
    again.advance(Duration.ofMinutes(2));

    assertThat(pods(again)).hasSize(3).allMatch(Pod::isReady);
    assertThat(again.etcd().revision()).isGreaterThan(1);
  }

  @Test
  void an_hour_of_quiet_leaves_no_events_behind() {
    Cluster cluster = boot(1);
    createReplicaSet(cluster, 3);
    cluster.settle();
    assertThat(events(cluster)).isPositive();

    cluster.advance(Duration.ofMinutes(70));

    assertThat(events(cluster)).isZero();
    assertThat(pods(cluster)).hasSize(3).allMatch(Pod::isReady);
  }

  private Cluster boot(long seed) {
    DurableStore store = DurableStore.open(disk, InlineCommitter::new, 50_000);
    return new Cluster(Cluster.Plan.standard(seed)
        .withParts(Parts.ours().withOur(Slot.STORE, () -> store))).start();
  }

  private static List<Pod> pods(Cluster cluster) {
    return cluster.client("user").list(Kinds.POD, "default").orThrow();
  }

  private static List<String> names(Cluster cluster) {
    return pods(cluster).stream().map(pod -> pod.metadata().name()).toList();
  }

  private static int events(Cluster cluster) {
    return cluster.client("user").list(Kinds.EVENT, "").orThrow().size();
  }

  private static void createReplicaSet(Cluster cluster, int replicas) {
    var set = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    set.putObject("metadata").put("name", "web");
    var spec = set.putObject("spec").put("replicas", replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", "web");
    var template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "web");
    template.putObject("spec").putArray("containers").addObject().put("name", "web")
        .put("image", "nginx");
    cluster.client("user").create(Kinds.REPLICA_SET, "default", set).orThrow();
  }
}
