package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.Cluster;
import org.junit.jupiter.api.Test;

/// What a Pod that waits is told, and which news end its wait.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/#kube-scheduler-implementation
class WhyNotTest {

  private static String failure(String reasons, String preemption) {
    return "FailedScheduling: " + reasons + " no new claims to deallocate, preemption: "
        + preemption;
  }

  /// Each node is counted once under the first rule that refuses it
  /// (https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-pending).
  @Test
  void nodes_with_different_reasons_are_counted_by_reason() {
    Theater theater = Theater.open(1)
        .patch("nodes/node-a", "{spec: {unschedulable: true}}")
        .patch("nodes/node-b", "{spec: {taints: [{key: gpu, effect: NoSchedule}]}}").settle()
        .pod("huge", "40").settle();

    assertThat(theater.notes("huge")).containsExactly(failure("0/3 nodes are available: 1"
        + " Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable.",
        "0/3 nodes are available: 3 Preemption is not helpful for scheduling."));
  }

  /// One rule may have several reasons
  /// (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#my-pods-are-pending-with-event-message-failedscheduling).
  @Test
  void a_node_that_lacks_two_resources_is_counted_under_both() {
    Theater theater = Theater.open(2)
        .pod("huge", "cpu: 40, memory: 400Gi, ephemeral-storage: 900Ti", "").settle();

    assertThat(theater.notes("huge")).containsExactly(failure("0/3 nodes are available: 3"
        + " Insufficient cpu, 3 Insufficient ephemeral-storage, 3 Insufficient memory.",
        "0/3 nodes are available: 3 Preemption is not helpful for scheduling."));
  }

  /// The reasons are sorted as words, their counts included: ten come before two.
  ///
  /// https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-pending
  @Test
  void reasons_are_sorted_as_text() {
    Theater theater = Theater.of(Cluster.Plan.standard(3).withNodes(12));
    for (char node = 'a'; node < 'k'; node++) {
      theater.patch("nodes/node-" + node, "{spec: {unschedulable: true}}");
    }
    theater.settle().pod("huge", "40").settle();

    assertThat(theater.notes("huge").getFirst()).startsWith("FailedScheduling: 0/12 nodes are"
        + " available: 10 node(s) were unschedulable, 2 Insufficient cpu.");
  }

  /// "QueueingHint … to filter out useless events": what refused a Pod decides which news bring it
  /// back
  /// (https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#queueinghint).
  @Test
  void whatever_was_in_the_way_brings_its_pod_back_when_it_goes() {
    Theater theater = Theater.open(4);
    for (String node : new String[]{"node-a", "node-b", "node-c"}) {
      theater.patch("nodes/" + node, "{spec: {taints: [{key: gpu, effect: NoSchedule}]}}");
    }
    theater.settle().pod("plain", "100m").settle();
    theater.patch("nodes/node-b", "{spec: {taints: null}}").advance(Duration.ofSeconds(3));
    assertThat(theater.seat("plain")).isEqualTo("node-b");

    theater.patch("nodes/node-b", "{spec: {unschedulable: true}}").settle()
        .pod("next", "100m").settle();
    theater.patch("nodes/node-b", "{spec: {unschedulable: false}}").advance(Duration.ofSeconds(3));
    assertThat(theater.seat("next")).isEqualTo("node-b");

    theater.pod("edge-1", "cpu: 100m", "hostNetwork: true").pod("picky", "cpu: 100m",
        "nodeSelector: {disk: ssd}").settle();
    theater.label("node-b", "disk: ssd").advance(Duration.ofSeconds(3));
    assertThat(theater.seat("picky")).isEqualTo("node-b");
  }

  /// "nominatedNodeName … Pod P is not necessarily scheduled to the nominated Node": a more important
  /// Pod takes the promise over, and the field of the other is cleared
  /// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#user-exposed-information).
  @Test
  void a_promise_is_shown_and_taken_back_when_somebody_more_important_needs_the_room() {
    Theater theater = Theater.of(Cluster.Plan.standard(6).withNodes(1)).create("""
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 10}
        ---
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: top}, value: 99}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: old}, spec: {terminationGracePeriodSeconds: 60,
          containers: [{name: main, image: nginx, resources: {requests: {cpu: 3}},
          lifecycle: {preStop: {sleep: {seconds: 30}}}}]}}""").settle()
        .pod("vip", "cpu: 3", "priorityClassName: high").advance(Duration.ofSeconds(3));
    assertThat(theater.get("pods/vip", "status.nominatedNodeName")).isEqualTo("node-a");
    assertThat(theater.get("pods/old", "status.conditions")).contains("DisruptionTarget",
        "PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority");

    theater.pod("king", "cpu: 3", "priorityClassName: top").advance(Duration.ofSeconds(3));
    assertThat(theater.get("pods/king", "status.nominatedNodeName")).isEqualTo("node-a");
    assertThat(theater.get("pods/vip", "status.nominatedNodeName")).isEmpty();

    theater.advance(Duration.ofSeconds(70));
    assertThat(theater.seat("king")).isEqualTo("node-a");
    assertThat(theater.seat("vip")).isEmpty();
  }
}
