package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// "Within a Pod, containers share an IP address and port space … they must coordinate how they use the
/// shared network resources (such as ports)."
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking
class SharedPortsTest {

  private final Machines machines = Machines.one();

  @Test
  void the_second_server_on_a_port_of_a_pod_crashes_again_and_again() {
    machines.pod("web", """
        containers:
        - {name: first, image: nginx}
        - {name: second, image: httpd}
        """).seconds(15);

    String loser = machines.state("web", "first").equals("Running") ? "second" : "first";
    assertThat(machines.state("web", loser)).as(machines::timeline).isEqualTo("CrashLoopBackOff");
    assertThat(machines.log("web", "?container=" + loser)).contains("Address already in use")
        .contains("0.0.0.0:80");
    assertThat(machines.notes("web")).anyMatch(note -> note.startsWith(
        "BackOff: Back-off restarting failed container " + loser + " in pod web_default("));
    assertThat(machines.phase("web")).isEqualTo("Running");
    assertThat(machines.isReady("web")).isFalse();
  }

  @Test
  void in_rooms_of_their_own_and_after_the_end_of_another_nobody_is_in_the_way() {
    machines.pod("one", "containers: [{name: c, image: nginx}]")
        .pod("two", "containers: [{name: c, image: nginx}]").seconds(8);
    machines.shell("one", "c", "kill 1");
    machines.seconds(3);

    assertThat(machines.isReady("one")).as(machines::timeline).isTrue();
    assertThat(machines.isReady("two")).isTrue();
    assertThat(machines.container("one", "c").path("restartCount").asInt()).isEqualTo(1);
  }

  /// A Pod that says nothing of its ports is placed on the network of a machine where another has them
  /// (https://kubernetes.io/docs/concepts/security/pod-security-standards/ names the host network).
  @Test
  void on_the_network_of_the_machine_all_pods_share_the_ports() {
    machines.pod("one", "hostNetwork: true\ncontainers: [{name: c, image: nginx}]").seconds(6)
        .pod("two", "hostNetwork: true\ncontainers: [{name: c, image: nginx}]").seconds(8);

    assertThat(machines.isReady("one")).isTrue();
    assertThat(machines.log("two", "")).as(machines::timeline)
        .isEqualTo("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n");
  }
}
