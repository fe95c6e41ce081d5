package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/tasks/run-application/configure-pdb/
class DisruptionTest {

  private final Workshop shop = Workshop.calm(13);

  /// "maxUnavailable: 30%" of 7 is rounded up (#rounding-logic-when-specifying-percentages): 3 may
  /// be missing.
  @Test
  void a_share_of_the_deployment_that_may_be_missing_is_rounded_up() {
    shop.deployment("web", 7);
    budget("maxUnavailable: 30%").settle();

    assertThat(numbers()).isEqualTo("expected 7, desired 4, healthy 7, allowed 3");
    assertThat(shop.condition("poddisruptionbudgets/web", "DisruptionAllowed"))
        .isEqualTo("True SufficientPods: ");
  }

  /// "minAvailable: 2 … evictions are allowed as long as they leave behind 2 or more healthy pods".
  ///
  /// https://kubernetes.io/docs/tasks/run-application/configure-pdb/
  @Test
  void with_no_pod_to_spare_an_eviction_is_refused() {
    shop.deployment("web", 2);
    budget("minAvailable: 2").settle();

    assertThat(numbers()).isEqualTo("expected 2, desired 2, healthy 2, allowed 0");
    assertThatThrownBy(() -> shop.evict(shop.pods().getFirst().name()))
        .hasMessageContaining("Cannot evict pod as it would violate the pod's disruption budget.");
  }

  /// "the eviction API … decrements disruptionsAllowed" until the controller has seen the Pod go
  /// (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/).
  @Test
  void two_who_ask_in_a_hurry_do_not_both_get_the_last_one() {
    shop.deployment("web", 3);
    budget("minAvailable: 2").settle();
    var pods = shop.pods();
    shop.evict(pods.get(0).name());

    assertThatThrownBy(() -> shop.evict(pods.get(1).name())).hasMessageContaining("disruption");
    shop.settle();
    assertThat(numbers()).isEqualTo("expected 3, desired 2, healthy 3, allowed 1");
    shop.evict(pods.get(1).name()).settle();
    assertThat(shop.readyPods()).hasSize(3);
  }

  /// "You can use a selector which selects a subset or superset of the pods": one that selects none
  /// allows nothing and says so.
  ///
  /// https://kubernetes.io/docs/tasks/run-application/configure-pdb/
  @Test
  void a_budget_that_chooses_nobody_says_so() {
    budget("minAvailable: 1").settle();

    assertThat(numbers()).isEqualTo("expected 0, desired 1, healthy 0, allowed 0");
    assertThat(shop.notes("poddisruptionbudgets/web"))
        .containsExactly("NoPods: No matching pods found");
  }

  /// "a 2 minute timeout" after which a promised Pod counts again (`disruptedPods` in the API).
  ///
  /// https://kubernetes.io/docs/tasks/run-application/configure-pdb/
  @Test
  void a_promise_that_does_not_come_true_lapses_after_two_minutes() {
    shop.deployment("web", 3);
    budget("maxUnavailable: 1").settle();
    String now = shop.cluster().now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    shop.status("poddisruptionbudgets/web", "{status: {disruptedPods: {'%s': '%s'}}}"
        .formatted(shop.pods().getFirst().name(), now)).advance(Duration.ofSeconds(100));
    assertThat(numbers()).isEqualTo("expected 3, desired 2, healthy 2, allowed 0");

    shop.advance(Duration.ofSeconds(30));
    assertThat(numbers()).isEqualTo("expected 3, desired 2, healthy 3, allowed 1");
  }

  /// "EvictionByEvictionAPI: Pod has been marked for eviction using the Kubernetes API"
  /// (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions).
  @Test
  void a_pod_that_is_evicted_carries_the_reason() {
    shop.create("""
        {apiVersion: v1, kind: Pod, metadata: {name: one}, spec: {terminationGracePeriodSeconds: 9,
          containers: [{name: main, image: nginx}]}}""").settle().evict("one");

    assertThat(shop.condition("pods/one", "DisruptionTarget"))
        .isEqualTo("True EvictionByEvictionAPI: Eviction API: evicting");
    assertThat(shop.get("pods/one", "metadata.deletionTimestamp")).isNotEmpty();
  }

  /// A Pod that was announced to go and is still there after two minutes is taken off the list
  /// (`stalePodDisruptionTimeout`,
  /// https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions).
  @Test
  void an_announcement_that_nobody_carries_out_is_taken_back() {
    shop.deployment("web", 1).settle();
    String pod = "pods/" + shop.pods().getFirst().name();
    shop.patchConditions(pod, "{type: DisruptionTarget, status: 'True', reason:"
        + " PreemptionByScheduler}").advance(Duration.ofSeconds(100));
    assertThat(shop.condition(pod, "DisruptionTarget")).startsWith("True");

    shop.advance(Duration.ofSeconds(30));
    assertThat(shop.condition(pod, "DisruptionTarget")).isEqualTo("False : ");
    assertThat(shop.condition(pod, "Ready")).startsWith("True");
  }

  /// "unhealthyPodEvictionPolicy: AlwaysAllow": who is not ready may go though nobody is to spare;
  /// `IfHealthyBudget`, the default, keeps it
  /// (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy).
  @Test
  void a_broken_pod_may_go_when_the_budget_says_so() {
    shop.create("""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx,
          readinessProbe: {exec: {command: ['false']}}}]}}}}""");
    budget("minAvailable: 1").advance(Duration.ofSeconds(20));
    String pod = shop.pods().getFirst().name();
    assertThatThrownBy(() -> shop.evict(pod))
        .hasMessageContaining("Cannot evict pod as it would violate the pod's disruption budget.");

    shop.patch("poddisruptionbudgets/web", "{spec: {unhealthyPodEvictionPolicy: AlwaysAllow}}")
        .advance(Duration.ofSeconds(2)).evict(pod);
    assertThat(shop.pods()).noneMatch(one -> one.name().equals(pod));
  }

  /// "two PodDisruptionBudgets … match the same Pod": an eviction cannot serve two masters
  /// (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works).
  @Test
  void a_pod_under_two_budgets_cannot_be_evicted() {
    shop.deployment("web", 3);
    budget("minAvailable: 1").create("""
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: second},
          spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}}""").settle();

    assertThatThrownBy(() -> shop.evict(shop.pods().getFirst().name()))
        .hasMessageContaining("This pod has more than one PodDisruptionBudget, which the eviction"
            + " subresource does not support.");
  }

  /// "minAvailable: 50%" of seven are four, and "maxUnavailable: 30%" of seven three: both are
  /// rounded up
  /// (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages).
  @Test
  void percentages_are_rounded_up_whichever_way_they_are_meant() {
    shop.deployment("web", 7);
    budget("minAvailable: 50%").settle();
    assertThat(numbers()).isEqualTo("expected 7, desired 4, healthy 7, allowed 3");

    shop.delete("poddisruptionbudgets/web");
    budget("maxUnavailable: 30%").settle();
    assertThat(numbers()).isEqualTo("expected 7, desired 4, healthy 7, allowed 3");
  }

  /// "you can use only an integer value with .spec.minAvailable" for Pods that nothing manages: a
  /// share of them is unknown, and a warning says so
  /// (https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors).
  @Test
  void bare_pods_have_no_share_and_the_budget_warns() {
    shop.create("""
        {apiVersion: v1, kind: Pod, metadata: {name: one, labels: {app: web}}, spec: {
          containers: [{name: main, image: nginx}]}}""").settle();
    budget("maxUnavailable: 50%").settle();

    assertThat(shop.notes("poddisruptionbudgets/web")).anyMatch(note -> note.startsWith(
        "UnmanagedPods: Pods selected by this PodDisruptionBudget (selector: "));
  }

  /// "A ReplicationController ensures that a specified number of pod replicas are running"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/), and a
  /// budget knows it.
  @Test
  void a_replication_controller_keeps_its_number_and_a_budget_counts_it() {
    shop.create("""
        {apiVersion: v1, kind: ReplicationController, metadata: {name: old}, spec: {replicas: 4,
          selector: {app: web}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx}]}}}}""");
    budget("minAvailable: 50%").settle();

    assertThat(shop.readyPods()).hasSize(4);
    assertThat(shop.get("replicationcontrollers/old", "status.readyReplicas")).isEqualTo("4");
    assertThat(shop.pods().getFirst().metadata().controller().orElseThrow().kind())
        .isEqualTo("ReplicationController");
    assertThat(numbers()).isEqualTo("expected 4, desired 2, healthy 4, allowed 2");
  }

  private Workshop budget(String wish) {
    return shop.create("""
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web},
          spec: {%s, selector: {matchLabels: {app: web}}}}""".formatted(wish));
  }

  private String numbers() {
    String budget = "poddisruptionbudgets/web";
    return "expected " + shop.get(budget, "status.expectedPods") + ", desired "
        + shop.get(budget, "status.desiredHealthy") + ", healthy "
        + shop.get(budget, "status.currentHealthy") + ", allowed "
        + shop.get(budget, "status.disruptionsAllowed");
  }
}
