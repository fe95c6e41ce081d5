package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.tools.kubectl.resource.Yaml;
import org.junit.jupiter.api.Test;

/// Where a Pod goes, and what it says when it can go nowhere.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
class PlacementTest {

  private static final String NOBODY_HELPS = " no new claims to deallocate, preemption: 0/3 nodes"
      + " are available: 3 Preemption is not helpful for scheduling.";

  /// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled
  @Test
  void requests_are_promises_and_what_is_really_used_does_not_count() {
    Theater theater = Theater.open(1).pod("a", "3").pod("b", "3").pod("c", "3").settle()
        .pod("late", "2").settle();

    assertThat(theater.seats("")).hasSize(4).containsEntry("", 1);
    assertThat(theater.notes("late")).containsExactly("FailedScheduling: 0/3 nodes are available: 3"
        + " Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No"
        + " preemption victims found for incoming pod.");
    assertThat(theater.get("pods/late", "status.conditions")).contains("\"Unschedulable\"",
        "0/3 nodes are available: 3 Insufficient cpu.");
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
  @Test
  void the_greediest_moment_of_a_pod_counts_also_when_it_is_an_init_container() {
    Theater theater = Theater.open(2).create("""
        {apiVersion: v1, kind: Pod, metadata: {name: greedy}, spec: {
          initContainers: [{name: prepare, image: busybox, resources: {requests: {cpu: 5}}}],
          containers: [{name: main, image: nginx, resources: {requests: {cpu: 100m}}}]}}""")
        .settle();

    assertThat(theater.notes("greedy"))
        .containsExactly("FailedScheduling: 0/3 nodes are available: 3 Insufficient cpu."
            + NOBODY_HELPS);
  }

  /// https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
  @Test
  void a_sidecar_counts_together_with_the_containers() {
    Theater theater = Theater.open(3).create("""
        {apiVersion: v1, kind: Pod, metadata: {name: pair}, spec: {
          initContainers: [{name: proxy, image: busybox, restartPolicy: Always,
            resources: {requests: {cpu: 2500m}}}],
          containers: [{name: main, image: nginx, resources: {requests: {cpu: 2}}}]}}""").settle();

    assertThat(theater.seat("pair")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
  @Test
  void a_taint_keeps_away_who_does_not_tolerate_it() {
    Theater theater = Theater.open(4)
        .patch("nodes/node-a", "{spec: {taints: [{key: gpu, value: 'yes', effect: NoSchedule}]}}")
        .patch("nodes/node-b", "{spec: {taints: [{key: gpu, value: 'yes', effect: NoSchedule}]}}")
        .patch("nodes/node-c", "{spec: {unschedulable: true}}").settle()
        .pod("plain", "100m")
        .pod("fan", "cpu: 100m", "tolerations: [{key: gpu, operator: Exists}]").settle();

    assertThat(theater.notes("plain")).first().asString()
        .startsWith("FailedScheduling: 0/3 nodes are available: 1 node(s) were unschedulable, 2"
            + " node(s) had untolerated taint(s).");
    assertThat(theater.seat("fan")).isIn("node-a", "node-b");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
  @Test
  void prefer_no_schedule_costs_points_and_is_no_wall() {
    Theater theater = Theater.open(5);
    for (String node : new String[]{"node-a", "node-b"}) {
      theater.patch("nodes/" + node,
          "{spec: {taints: [{key: old, effect: PreferNoSchedule}]}}");
    }
    theater.settle().pod("a", "3").settle().pod("b", "3").settle();

    assertThat(theater.seat("a")).isEqualTo("node-c");
    assertThat(theater.seat("b")).isIn("node-a", "node-b");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector
  @Test
  void a_node_selector_waits_for_a_node_with_the_label() {
    Theater theater = Theater.open(6).pod("picky", "cpu: 100m", "nodeSelector: {disk: ssd}")
        .settle();
    assertThat(theater.notes("picky")).containsExactly("FailedScheduling: 0/3 nodes are available:"
        + " 3 node(s) didn't match Pod's node affinity/selector." + NOBODY_HELPS);

    theater.label("node-b", "disk: ssd").settle();
    assertThat(theater.seat("picky")).isEqualTo("node-b");
    assertThat(theater.notes("picky"))
        .contains("Scheduled: Successfully assigned default/picky to node-b");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
  @Test
  void required_node_affinity_is_a_wall_and_preferred_one_is_a_wish() {
    Theater theater = Theater.open(7).label("node-a", "tier: '3'").label("node-b", "tier: '5'")
        .label("node-c", "tier: '9'").settle().pod("choosy", "cpu: 100m", """
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{matchExpressions: [{key: tier, operator: Gt, values: ['4']}]}]},
              preferredDuringSchedulingIgnoredDuringExecution: [{weight: 50, preference: {
                matchExpressions: [{key: tier, operator: In, values: ['5']}]}}]}}""").settle();

    assertThat(theater.seat("choosy")).isEqualTo("node-b");
    assertThat(theater.decisions("choosy").getLast())
        .contains("node-a: node(s) didn't match Pod's node affinity/selector", "NodeAffinity 200");
  }

  /// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
  @Test
  void a_port_of_the_node_goes_to_one_pod_only() {
    Theater theater = Theater.open(8);
    for (int i = 1; i <= 4; i++) {
      theater.create("""
          {apiVersion: v1, kind: Pod, metadata: {name: edge-%d}, spec: {containers: [{name: main,
            image: nginx, ports: [{containerPort: 80, hostPort: 8080}]}]}}""".formatted(i))
          .settle();
    }

    assertThat(theater.seats("edge")).hasSize(4);
    assertThat(theater.notes("edge-4")).containsExactly("FailedScheduling: 0/3 nodes are available:"
        + " 3 node(s) didn't have free ports for the requested pod ports. no new claims to deallocate,"
        + " preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing/
  @Test
  void the_emptier_node_is_preferred() {
    Theater theater = Theater.open(9).pod("a", "1").settle().pod("b", "1").settle().pod("c", "1")
        .settle();

    assertThat(theater.seats("")).hasSize(3);
  }

  /// https://kubernetes.io/docs/concepts/architecture/nodes/#node-capacity
  @Test
  void what_a_node_can_give_is_what_it_has_less_what_it_keeps_and_pods_are_counted_too() {
    Theater theater = Theater.open(10);
    for (String node : new String[]{"node-a", "node-b", "node-c"}) {
      theater.cluster().unplug("kubelet/" + node);
    }
    theater.patch("nodes/node-a", "{spec: {unschedulable: true}}")
        .patch("nodes/node-b", "{spec: {unschedulable: true}}");
    theater.cluster().client("user").patchStatus(Kinds.NODE,
        new Key("", "node-c"),
        Yaml.one("{allocatable: {pods: '0'}}"));
    theater.advance(Duration.ofSeconds(1)).pod("late", "100m")
        .advance(Duration.ofSeconds(1));

    assertThat(theater.notes("late")).first().asString()
        .startsWith("FailedScheduling: 0/3 nodes are available: 1 Too many pods, 2 node(s) were"
            + " unschedulable.");
  }

  /// https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/
  @Test
  void a_pod_of_another_scheduler_is_left_alone() {
    Theater theater = Theater.open(11).pod("foreign", "cpu: 100m", "schedulerName: my-own")
        .settle();

    assertThat(theater.seat("foreign")).isEmpty();
    assertThat(theater.notes("foreign")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/#kube-scheduler-implementation
  @Test
  void of_equal_nodes_each_gets_its_share() {
    Theater theater = Theater.open(12);
    Map<String, Integer> first = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      theater.pod("x", "100m").advance(Duration.ofSeconds(1));
      first.merge(theater.seat("x"), 1, Integer::sum);
      theater.delete("pods/x").advance(Duration.ofSeconds(5));
    }

    assertThat(first.keySet()).containsExactly("node-a", "node-b", "node-c");
  }
}
