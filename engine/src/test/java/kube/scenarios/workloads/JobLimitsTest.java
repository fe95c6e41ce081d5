package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// How much failure a Job bears, and who else may look after it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/
class JobLimitsTest {

  private final Workshop shop = Workshop.calm(61);

  /// "maxFailedIndexes: … when the number of failed indexes exceeds the maxFailedIndexes field, the
  /// Job controller triggers termination of all remaining running Pods"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index).
  @Test
  void too_many_failed_indexes_end_the_job() {
    job("parts", "exit 1", "completions: 4, parallelism: 4, completionMode: Indexed,"
        + " backoffLimitPerIndex: 0, maxFailedIndexes: 1");
    shop.advance(Duration.ofSeconds(60));

    assertThat(shop.condition("jobs/parts", "Failed")).isEqualTo("True MaxFailedIndexesExceeded:"
        + " Job has exceeded the specified maximal number of failed indexes");
    assertThat(shop.condition("jobs/parts", "FailureTarget")).startsWith("True MaxFailedIndexes");
  }

  /// "FailIndex: … to avoid unnecessary retries within the index of a failed pod"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy).
  @Test
  void an_exit_code_can_give_up_its_index_at_once() {
    job("parts", "test $JOB_COMPLETION_INDEX != 1 || exit 42",
        "completions: 3, parallelism: 3, completionMode: Indexed, backoffLimitPerIndex: 5,"
            + " podFailurePolicy: {rules: [{action: FailIndex,"
            + " onExitCodes: {operator: In, values: [42]}}]}");
    shop.advance(Duration.ofSeconds(30));

    assertThat(shop.get("jobs/parts", "status.failedIndexes")).isEqualTo("1");
    assertThat(shop.get("jobs/parts", "status.completedIndexes")).isEqualTo("0,2");
    assertThat(shop.get("jobs/parts", "status.failed")).isEqualTo("1");
    assertThat(shop.condition("jobs/parts", "Failed"))
        .isEqualTo("True FailedIndexes: Job has failed indexes");
  }

  /// "succeededIndexes … a set of indexes": the leader's success is enough
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy).
  @Test
  void the_success_of_the_leader_may_be_enough() {
    job("parts", "test $JOB_COMPLETION_INDEX = 0 || sleep 1000",
        "completions: 3, parallelism: 3, completionMode: Indexed,"
            + " successPolicy: {rules: [{succeededIndexes: '0'}]}");
    shop.advance(Duration.ofSeconds(60));

    assertThat(shop.condition("jobs/parts", "SuccessCriteriaMet"))
        .isEqualTo("True SuccessPolicy: Matched rules at index 0");
    assertThat(shop.condition("jobs/parts", "Complete")).startsWith("True SuccessPolicy");
    assertThat(shop.get("jobs/parts", "status.active")).isIn("", "0");
  }

  /// "The .spec.managedBy field allows you to disable the Job controller for a specific Job, and
  /// delegate reconciliation of the Job to an external controller"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#delegation-of-managing-a-job-object-to-external-controller).
  @Test
  void a_job_that_somebody_else_manages_is_left_alone() {
    job("theirs", "true", "managedBy: example.com/queue");
    shop.advance(Duration.ofMinutes(1));

    assertThat(shop.names("pods")).isEmpty();
    assertThat(shop.get("jobs/theirs", "status.startTime")).isEmpty();
    assertThat(shop.notes("jobs/theirs")).isEmpty();
  }

  /// "Ignore … DisruptionTarget": a Pod that is drained away costs no retry
  /// (https://kubernetes.io/docs/tasks/job/pod-failure-policy/#using-pod-failure-policy-to-ignore-pod-disruptions).
  @Test
  void a_pod_that_was_drained_away_does_not_count_against_the_job() {
    job("long", "sleep 30", "backoffLimit: 0, podFailurePolicy: {rules: [{action: Ignore,"
        + " onPodConditions: [{type: DisruptionTarget}]}]}");
    shop.advance(Duration.ofSeconds(8)).evict(shop.pods().getFirst().name())
        .advance(Duration.ofSeconds(90));

    assertThat(shop.condition("jobs/long", "Complete")).as(shop::timeline).startsWith("True");
    assertThat(shop.get("jobs/long", "status.failed")).isIn("", "0");
  }

  /// "suspend … resets the .status.startTime" when it goes on: the deadline begins anew
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job).
  @Test
  void the_time_of_a_pause_does_not_count_against_the_deadline() {
    job("slow", "sleep 20", "activeDeadlineSeconds: 40");
    shop.advance(Duration.ofSeconds(10)).patch("jobs/slow", "{spec: {suspend: true}}")
        .advance(Duration.ofMinutes(5));
    assertThat(shop.condition("jobs/slow", "Suspended"))
        .isEqualTo("True JobSuspended: Job suspended");
    assertThat(shop.get("jobs/slow", "status.startTime")).isEmpty();

    shop.patch("jobs/slow", "{spec: {suspend: false}}").advance(Duration.ofSeconds(60));
    assertThat(shop.condition("jobs/slow", "Complete")).as(shop::timeline).startsWith("True");
    assertThat(shop.notes("jobs/slow")).contains("Suspended: Job suspended",
        "Resumed: Job resumed");
  }

  private void job(String name, String command, String more) {
    shop.create("""
        {apiVersion: batch/v1, kind: Job, metadata: {name: %s}, spec: {%s,
          template: {spec: {restartPolicy: Never, terminationGracePeriodSeconds: 1, containers: [
          {name: main, image: busybox, command: [sh, -c, '%s']}]}}}}"""
        .formatted(name, more, command));
  }
}
