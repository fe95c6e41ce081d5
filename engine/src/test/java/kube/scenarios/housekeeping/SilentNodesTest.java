package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.Cluster;
import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats,
/// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction and
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
class SilentNodesTest {

  private static final List<String> UNREACHABLE = List.of("unreachable:NoExecute",
      "unreachable:NoSchedule");

  /// The node controller waits 50 seconds (`--node-monitor-grace-period`) before it marks the node.
  ///
  /// https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
  @Test
  void after_half_a_minute_of_silence_nothing_has_happened_and_after_a_minute_it_is_unknown() {
    Manor manor = Manor.calm(1);
    manor.cluster().fail("node-b");

    manor.seconds(40);
    assertThat(manor.condition("nodes/node-b", "Ready")).startsWith("True");

    manor.seconds(20);
    assertThat(manor.condition("nodes/node-b", "Ready")).as(manor::timeline)
        .isEqualTo("Unknown NodeStatusUnknown: Kubelet stopped posting node status.");
    assertThat(manor.taints("node-b")).containsExactlyInAnyOrderElementsOf(UNREACHABLE);
    assertThat(manor.notes()).contains("NodeNotReady: Node node-b status is now: NodeNotReady");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
  @Test
  void a_node_that_comes_back_in_time_keeps_its_pods() {
    Manor manor = Manor.calm(2).replicaSet("web", 3).seconds(20);
    List<String> before = manor.names("namespaces/default/pods");
    manor.cluster().unplug("kubelet/node-b");
    manor.seconds(240);
    assertThat(manor.taints("node-b")).containsExactlyInAnyOrderElementsOf(UNREACHABLE);

    manor.cluster().plugIn("kubelet/node-b");
    manor.seconds(120);

    assertThat(manor.names("namespaces/default/pods")).as(manor::timeline).isEqualTo(before);
    assertThat(manor.taints("node-b")).isEmpty();
    assertThat(manor.notes())
        .anyMatch(note -> note.startsWith("TaintManagerEviction: Cancelling deletion of Pod "));
  }

  /// "…automatically adds a toleration … with tolerationSeconds=300."
  ///
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
  @Test
  void after_300_seconds_more_the_pods_are_deleted_and_replaced() {
    Manor manor = Manor.calm(3).replicaSet("web", 3).seconds(20);
    manor.cluster().fail("node-b");

    manor.seconds(340);
    assertThat(manor.names("namespaces/default/pods")).hasSize(3);
    manor.seconds(40);

    assertThat(manor.names("namespaces/default/pods")).as(manor::timeline).hasSize(4);
    assertThat(manor.get("namespaces/default/pods").path("items").valueStream()
        .filter(pod -> Json.text(pod, "spec.nodeName").equals("node-b")))
        .allSatisfy(pod -> assertThat(Json.at(pod, "status.conditions").valueStream()
            .map(condition -> Json.text(condition, "reason"))).contains(
                "DeletionByTaintManager"));
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
  @Test
  void a_pod_may_be_less_patient_than_others() {
    Manor manor = Manor.calm(4).create("namespaces/default/pods", """
        {apiVersion: v1, kind: Pod, metadata: {name: hasty}, spec: {nodeName: node-b,
          containers: [{name: main, image: nginx}], tolerations: [{operator: Exists,
            key: node.kubernetes.io/unreachable, effect: NoExecute, tolerationSeconds: 10}]}}""")
        .seconds(5);
    manor.cluster().fail("node-b");

    manor.seconds(90);

    assertThat(manor.text("namespaces/default/pods/hasty", "metadata.deletionTimestamp"))
        .as(manor::timeline).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
  @Test
  void a_pod_that_tolerates_everything_stays_for_ever() {
    Manor manor = Manor.calm(5).create("namespaces/default/pods", """
        {apiVersion: v1, kind: Pod, metadata: {name: patient}, spec: {nodeName: node-b,
          containers: [{name: main, image: nginx}], tolerations: [{operator: Exists}]}}""")
        .seconds(5);
    manor.cluster().fail("node-b");

    manor.seconds(3_600);

    assertThat(manor.text("namespaces/default/pods/patient", "metadata.deletionTimestamp"))
        .as(manor::timeline).isEmpty();
  }

  /// "In most cases, the node controller limits the eviction rate to … 0.1 per second, meaning it
  /// won't evict pods from more than 1 node per 10 seconds."
  ///
  /// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
  @Test
  void nodes_are_given_up_one_in_ten_seconds() {
    Manor manor = Manor.of(Cluster.Plan.standard(6).withNodes(10));
    for (String node : List.of("node-a", "node-b", "node-c")) manor.cluster().fail(node);

    manor.seconds(60);
    long first = givenUp(manor);
    manor.seconds(10);
    assertThat(givenUp(manor)).as(manor::timeline).isEqualTo(first + 1);
    manor.seconds(20);
    assertThat(givenUp(manor)).isEqualTo(3);
  }

  /// "If the fraction of unhealthy nodes is at least --unhealthy-zone-threshold (default 0.55) …
  /// if the cluster is small … then evictions are stopped."
  ///
  /// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
  @Test
  void when_most_of_a_small_zone_is_dark_no_further_node_is_given_up() {
    Manor manor = Manor.of(Cluster.Plan.standard(7).withNodes(10));
    for (char node = 'a'; node < 'g'; node++) manor.cluster().fail("node-" + node);

    manor.seconds(600);

    assertThat(givenUp(manor)).as(manor::timeline).isZero();
    assertThat(manor.taints("node-a")).containsExactly("unreachable:NoSchedule");
  }

  /// "…when all zones are completely unhealthy … the node controller assumes that there is some
  /// problem with connectivity between the control plane and the nodes, and doesn't perform any
  /// evictions."
  ///
  /// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
  @Test
  void when_everything_is_dark_nobody_is_evicted_and_given_up_nodes_are_pardoned() {
    Manor manor = Manor.calm(8).replicaSet("web", 3).seconds(20);
    List<String> before = manor.names("namespaces/default/pods");
    manor.cluster().unplug("kubelet/node-a");
    manor.seconds(100);
    assertThat(givenUp(manor)).isEqualTo(1);

    manor.cluster().unplug("kubelet/node-b");
    manor.cluster().unplug("kubelet/node-c");
    manor.seconds(1_000);

    assertThat(givenUp(manor)).as(manor::timeline).isZero();
    assertThat(manor.names("namespaces/default/pods")).isEqualTo(before);
  }

  /// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
  @Test
  void when_one_is_heard_again_the_others_are_given_up_one_by_one() {
    Manor manor = Manor.calm(9);
    for (String node : manor.cluster().nodes()) manor.cluster().unplug("kubelet/" + node);
    manor.seconds(120);
    assertThat(givenUp(manor)).as(manor::timeline).isZero();

    manor.cluster().plugIn("kubelet/node-a");
    manor.seconds(7);
    assertThat(givenUp(manor)).isEqualTo(1);
    manor.seconds(10);
    assertThat(givenUp(manor)).isEqualTo(2);
  }

  /// Zones are judged one by one: one that is wholly dark is given up at the full rate, because the
  /// others show that we can hear.
  ///
  /// https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
  @Test
  void a_dark_zone_beside_a_healthy_one_is_given_up() {
    Manor manor = Manor.of(Cluster.Plan.standard(10).withNodes(6));
    for (char node = 'a'; node < 'g'; node++) {
      manor.patch("nodes/node-" + node, "{metadata: {labels: {topology.kubernetes.io/zone: "
          + (node < 'd' ? "east" : "west") + "}}}");
    }
    manor.seconds(10);
    for (char node = 'a'; node < 'd'; node++) manor.cluster().fail("node-" + node);

    manor.seconds(120);

    assertThat(givenUp(manor)).as(manor::timeline).isEqualTo(3);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-nodes-by-condition
  @Test
  void a_cordoned_node_and_one_under_pressure_are_tainted_for_as_long_as_it_lasts() {
    Manor manor = Manor.calm(11);
    manor.patch("nodes/node-a", "{spec: {unschedulable: true}}").seconds(1);
    assertThat(manor.taints("node-a")).as(manor::timeline)
        .containsExactly("unschedulable:NoSchedule");

    manor.patch("nodes/node-a", "{spec: {unschedulable: false}}").seconds(1);
    assertThat(manor.taints("node-a")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
  @Test
  void a_controller_that_was_restarted_waits_again_and_evicts_no_earlier() {
    Manor manor = Manor.calm(12);
    manor.cluster().fail("node-b");
    manor.seconds(45);
    manor.cluster().unplug("kcm.nodelifecycle");
    manor.cluster().plugIn("kcm.nodelifecycle");

    manor.seconds(40);
    assertThat(manor.condition("nodes/node-b", "Ready")).startsWith("True");
    manor.seconds(25);
    assertThat(manor.condition("nodes/node-b", "Ready")).as(manor::timeline)
        .startsWith("Unknown");
  }

  private static long givenUp(Manor manor) {
    return manor.cluster().nodes().stream()
        .filter(node -> manor.taints(node).contains("unreachable:NoExecute")).count();
  }
}
