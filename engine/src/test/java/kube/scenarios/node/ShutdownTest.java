package kube.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;

import kube.Cluster;
import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Machines that are switched off in good order.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
class ShutdownTest {

  private final Machines machines = Machines.one();
  private final Cluster cluster = machines.cluster();

  private Machines configured(String settings) {
    cluster.disks().write("node-a", "/var/lib/kubelet/config.yaml",
        "kind: KubeletConfiguration\n" + settings);
    cluster.unplug("kubelet/node-a");
    cluster.plugIn("kubelet/node-a");
    return machines.seconds(12);
  }

  /// A program with something to do first that takes longer than anybody waits.
  private void slow(String name, String more) {
    machines.pod(name, """
        %s
        terminationGracePeriodSeconds: 60
        containers: [{name: main, image: nginx, lifecycle: {preStop: {sleep: {seconds: 59}}}}]
        """.formatted(more));
  }

  private String nodeCondition() {
    for (JsonNode one : machines.get("nodes/node-a").path("status").path("conditions")) {
      if (Json.text(one, "type").equals("Ready")) {
        return Json.text(one, "status") + " " + Json.text(one, "reason") + ": "
            + Json.text(one, "message");
      }
    }
    return "";
  }

  /// "…the kubelet terminates pods in two phases: 1. Terminate regular pods running on the node. 2.
  /// Terminate critical pods running on the node." "…if shutdownGracePeriod=30s, and
  /// shutdownGracePeriodCriticalPods=10s, kubelet will delay the node shutdown by 30 seconds."
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
  @Test
  void regular_pods_end_first_then_the_critical_ones_and_then_the_power_goes() {
    configured("shutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s\n");
    slow("regular", "");
    slow("critical", "priorityClassName: system-node-critical");
    machines.seconds(10);

    cluster.shutDown("node-a");
    machines.seconds(1);
    assertThat(nodeCondition()).isEqualTo("False KubeletNotReady: node is shutting down");
    assertThat(machines.notes("node-a")).contains(
        "Shutdown: Shutdown manager detected shutdown event",
        "NodeNotReady: Node node-a status is now: NodeNotReady");

    machines.seconds(18);
    assertThat(machines.state("regular", "main")).isEqualTo("Running");
    machines.seconds(4);
    assertThat(machines.phase("regular")).isEqualTo("Failed");
    assertThat(machines.state("critical", "main")).isEqualTo("Running");
    assertThat(cluster.isPoweredOn("node-a")).isTrue();

    machines.seconds(9);
    assertThat(machines.phase("critical")).as(machines::timeline).isEqualTo("Failed");
    assertThat(cluster.isPoweredOn("node-a")).isFalse();
  }

  /// "Reason: Terminated, Message: Pod was terminated in response to imminent node shutdown."
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
  @Test
  void the_pods_say_why_they_were_ended_and_the_machine_waits_no_longer_than_it_must() {
    configured("shutdownGracePeriod: 300s\nshutdownGracePeriodCriticalPods: 10s\n")
        .pod("web", "containers: [{name: main, image: nginx}]\n").seconds(10);

    cluster.shutDown("node-a");
    machines.seconds(5);

    JsonNode status = machines.pod("web").path("status");
    assertThat(Json.text(status, "phase")).isEqualTo("Failed");
    assertThat(Json.text(status, "reason")).isEqualTo("Terminated");
    assertThat(Json.text(status, "message"))
        .isEqualTo("Pod was terminated in response to imminent node shutdown.");
    assertThat(machines.condition("web", "DisruptionTarget"))
        .isEqualTo("True TerminationByKubelet");
    assertThat(cluster.isPoweredOn("node-a")).isFalse();
  }

  /// "…Pods … are rejected by the kubelet while the node is shutting down": a Pod that was assigned
  /// by hand does not begin.
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
  @Test
  void a_machine_that_is_going_takes_nobody_in() {
    configured("shutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s\n");
    slow("old", "");
    machines.seconds(10);
    cluster.shutDown("node-a");
    machines.seconds(2).pod("late", """
        nodeName: node-a
        containers: [{name: main, image: nginx}]
        """).seconds(2);

    assertThat(machines.phase("late")).isEqualTo("Failed");
    assertThat(Json.text(machines.pod("late"), "status.reason")).isEqualTo("NodeShutdown");
    assertThat(machines.notes("late"))
        .contains("NodeShutdown: Pod was rejected as the node is shutting down.");
  }

  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#pod-priority-graceful-node-shutdown
  @Test
  void every_priority_can_have_a_time_of_its_own() {
    configured("""
        shutdownGracePeriodByPodPriority:
        - {priority: 100000, shutdownGracePeriodSeconds: 10}
        - {priority: 0, shutdownGracePeriodSeconds: 20}
        """).create("scheduling.k8s.io/v1/priorityclasses", """
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high},
          value: 100500}""");
    slow("low", "");
    slow("high", "priorityClassName: high");
    machines.seconds(10);

    cluster.shutDown("node-a");
    machines.seconds(18);
    assertThat(machines.state("low", "main")).isEqualTo("Running");
    machines.seconds(7);
    assertThat(machines.phase("low")).isEqualTo("Failed");
    assertThat(machines.state("high", "main")).isEqualTo("Running");
    machines.seconds(8);
    assertThat(machines.phase("high")).isEqualTo("Failed");
    assertThat(cluster.isPoweredOn("node-a")).isFalse();
  }

  /// "…both configuration options … are set to zero by default, so that the graceful node shutdown
  /// functionality is not activated."
  ///
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
  @Test
  void without_settings_nobody_is_asked_and_a_machine_that_comes_back_is_ready_again() {
    machines.pod("web", "containers: [{name: main, image: nginx}]\n").seconds(10);

    cluster.shutDown("node-a");
    assertThat(cluster.isPoweredOn("node-a")).isFalse();
    cluster.recover("node-a");
    machines.seconds(30);

    assertThat(machines.phase("web")).isEqualTo("Running");
    assertThat(nodeCondition()).startsWith("True KubeletReady");
  }
}
