package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// Who has to leave for whom.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
class PreemptionTest {

  private static final String HIGH = "priorityClassName: high";
  private static final String MIDDLE = "priorityClassName: middle";

  private static Theater withRanks(long seed) {
    return Theater.open(seed).create("""
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}
        ---
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: middle},
          value: 500}
        ---
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: polite},
          value: 2000, preemptionPolicy: Never}""").settle();
  }

  private static Theater full(long seed) {
    return withRanks(seed).pod("a", "3").settle().pod("b", "3").settle().pod("c", "3").settle();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
  @Test
  void a_pod_of_a_higher_rank_makes_one_of_a_lower_rank_leave() {
    Theater theater = full(1).pod("vip", "cpu: 2", HIGH).advance(Duration.ofMillis(100));

    String node = theater.get("pods/vip", "status.nominatedNodeName");
    assertThat(node).startsWith("node-");
    theater.settle();
    assertThat(theater.seat("vip")).isEqualTo(node);
    assertThat(theater.seats("")).hasSize(3);
    String victim = theater.names("pods").contains("a")
        ? theater.names("pods").contains("b") ? "c" : "b"
        : "a";
    assertThat(theater.notes(victim)).contains("Preempted: Preempted by pod "
        + theater.get("pods/vip", "metadata.uid") + " on node " + node);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
  @Test
  void nobody_leaves_for_an_equal() {
    Theater theater = full(2).pod("equal", "2").settle();

    assertThat(theater.names("pods")).containsExactly("a", "b", "c", "equal");
    assertThat(theater.seat("equal")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
  @Test
  void only_as_many_leave_as_have_to() {
    Theater theater = withRanks(3).patch("nodes/node-b", "{spec: {unschedulable: true}}")
        .patch("nodes/node-c", "{spec: {unschedulable: true}}").settle();
    for (int i = 1; i <= 7; i++) theater.pod("low-" + i, "500m").settle();
    theater.pod("vip", "cpu: 800m", HIGH).settle();

    assertThat(theater.seat("vip")).isEqualTo("node-a");
    assertThat(theater.seats("low")).containsEntry("node-a", 6);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
  @Test
  void the_node_with_the_least_important_victim_is_chosen() {
    Theater theater = withRanks(4).pod("x", "cpu: 3", MIDDLE).settle().pod("y", "cpu: 3", MIDDLE)
        .settle().pod("z", "3").settle();
    String node = theater.seat("z");
    theater.pod("vip", "cpu: 3", HIGH).settle();

    assertThat(theater.seat("vip")).isEqualTo(node);
    assertThat(theater.names("pods")).containsExactly("vip", "x", "y");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#non-preempting-priority-class
  @Test
  void a_polite_pod_goes_first_but_throws_nobody_out() {
    Theater theater = full(5).pod("waits", "cpu: 2", HIGH.replace("high", "polite")).settle();

    assertThat(theater.names("pods")).containsExactly("a", "b", "c", "waits");
    assertThat(theater.notes("waits")).containsExactly("FailedScheduling: 0/3 nodes are available:"
        + " 3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to"
        + " preemptionPolicy=Never.");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
  @Test
  void nobody_leaves_when_that_would_not_help() {
    Theater theater = full(6).pod("vip", "cpu: 2", HIGH + ", nodeSelector: {disk: ssd}").settle();

    assertThat(theater.names("pods")).containsExactly("a", "b", "c", "vip");
    assertThat(theater.notes("vip")).containsExactly("FailedScheduling: 0/3 nodes are available: 3"
        + " node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption:"
        + " 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#poddisruptionbudget-is-supported-but-not-guaranteed
  @Test
  void a_budget_is_respected_where_there_is_another_way() {
    Theater theater = full(7).create("""
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: keep-a}, spec: {
          minAvailable: 1, selector: {matchLabels: {app: a}}}}
        ---
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: keep-b}, spec: {
          minAvailable: 1, selector: {matchLabels: {app: b}}}}""").settle()
        .pod("vip", "cpu: 2", HIGH).settle();

    assertThat(theater.names("pods")).containsExactly("a", "b", "vip");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#poddisruptionbudget-is-supported-but-not-guaranteed
  @Test
  void a_budget_is_broken_where_there_is_none() {
    Theater theater = full(8);
    for (String app : new String[]{"a", "b", "c"}) {
      theater.create("""
          {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: keep-%1$s}, spec: {
            minAvailable: 1, selector: {matchLabels: {app: %1$s}}}}""".formatted(app));
    }
    theater.settle().pod("vip", "cpu: 2", HIGH).settle();

    assertThat(theater.seat("vip")).isNotEmpty();
    assertThat(theater.seats("")).hasSize(3);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#user-exposed-information
  @Test
  void while_victims_end_nobody_else_is_thrown_out_for_the_same_pod() {
    Theater theater = withRanks(9);
    for (String name : new String[]{"a", "b", "c"}) {
      theater.create("""
          {apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {
            terminationGracePeriodSeconds: 30, containers: [{name: main, image: stubborn,
            command: [sh, -c, 'sleep 100000'], resources: {requests: {cpu: 3}}}]}}"""
          .formatted(name)).settle();
    }
    theater.pod("vip", "cpu: 2", HIGH).advance(Duration.ofSeconds(2)).pod("noise", "100m")
        .advance(Duration.ofSeconds(40)).settle();

    assertThat(theater.seat("vip")).isNotEmpty();
    assertThat(theater.names("pods")).hasSize(4);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#pod-priority
  @Test
  void the_higher_rank_goes_first() {
    Theater theater = withRanks(10);
    theater.cluster().unplug("scheduler");
    theater.pod("low-1", "3").pod("low-2", "3").pod("low-3", "3").pod("vip", "cpu: 3", HIGH)
        .advance(Duration.ofSeconds(1));
    theater.cluster().plugIn("scheduler");
    theater.settle();

    assertThat(theater.seat("vip")).isNotEmpty();
    assertThat(theater.names("pods")).hasSize(4);
  }
}
