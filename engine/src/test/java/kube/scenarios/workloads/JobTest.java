package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/controllers/job/
class JobTest {

  private static final String WORKS = "sleep 5; exit 0";
  private static final String FAILS = "exit 1";

  private final Workshop shop = Workshop.calm(17);

  /// "As pods successfully complete, the Job tracks the successful completions. When a specified
  /// number of successful completions is reached, the task (ie, Job) is complete."
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs
  @Test
  void a_job_is_complete_after_so_many_successes_with_so_many_pods_at_a_time() {
    job("sums", WORKS, "completions: 5, parallelism: 2");
    shop.watch(Duration.ofSeconds(30), now -> assertThat(now.pods().stream()
        .filter(pod -> !Json.text(pod.tree(), "status.phase").equals("Succeeded")).count())
        .as(now::timeline).isLessThanOrEqualTo(2));
    shop.settle();

    assertThat(shop.pods()).hasSize(5).allSatisfy(
        pod -> assertThat(pod.metadata().finalizers()).isEmpty());
    assertThat(shop.get("jobs/sums", "status.succeeded")).isEqualTo("5");
    assertThat(shop.condition("jobs/sums", "SuccessCriteriaMet"))
        .isEqualTo("True CompletionsReached: Reached expected number of succeeded pods");
    assertThat(shop.condition("jobs/sums", "Complete")).startsWith("True CompletionsReached");
    assertThat(shop.get("jobs/sums", "status.completionTime")).isNotEmpty();
    assertThat(shop.notes("jobs/sums")).hasSize(6).last().isEqualTo("Completed: Job completed");
  }

  /// "recreated by the Job controller with an exponential back-off delay (10s, 20s, 40s ...)" and
  /// "Once .spec.backoffLimit has been reached the Job will be marked as failed"
  /// (#pod-backoff-failure-policy).
  @Test
  void failures_are_tried_again_after_ten_twenty_and_forty_seconds_and_then_given_up() {
    job("broken", FAILS, "backoffLimit: 2");
    shop.advance(Duration.ofSeconds(90)).settle();

    List<Long> starts = shop.all("pods").stream().map(pod -> pod.metadata().creationTimestamp()
        .orElseThrow().getEpochSecond()).sorted().toList();
    assertThat(starts).hasSize(3);
    assertThat(starts.get(1) - starts.get(0)).isBetween(10L, 14L);
    assertThat(starts.get(2) - starts.get(1)).isBetween(20L, 24L);
    assertThat(shop.condition("jobs/broken", "Failed")).isEqualTo(
        "True BackoffLimitExceeded: Job has reached the specified backoff limit");
    assertThat(shop.get("jobs/broken", "status.failed")).isEqualTo("3");
    assertThat(shop.notes("jobs/broken"))
        .contains("BackoffLimitExceeded: Job has reached the specified backoff limit");
  }

  /// "each Pod gets a different index in the range 0 to .spec.completions-1" as an annotation, a
  /// label, and part of its host name (#completion-mode).
  @Test
  void each_pod_of_an_indexed_job_has_its_number() {
    job("parts", WORKS, "completionMode: Indexed, completions: 3, parallelism: 3");
    shop.advance(Duration.ofSeconds(2));
    assertThat(shop.pods()).extracting(pod -> pod.metadata().annotations()
        .get("batch.kubernetes.io/job-completion-index")).containsExactlyInAnyOrder("0", "1", "2");
    assertThat(shop.pods()).allSatisfy(pod -> assertThat(pod.name()).startsWith(
        Json.text(pod.tree(), "spec.hostname") + "-"));
    shop.settle();

    assertThat(shop.get("jobs/parts", "status.completedIndexes")).isEqualTo("0-2");
    assertThat(shop.condition("jobs/parts", "Complete")).startsWith("True");
  }

  /// "backoffLimitPerIndex … when exceeded, the index is considered failed", others go on, and then
  /// the Job fails with "Job has failed indexes" (#backoff-limit-per-index).
  @Test
  void a_failed_index_does_not_stop_the_others() {
    job("parts", "test $JOB_COMPLETION_INDEX != 1", "completionMode: Indexed, completions: 3, "
        + "parallelism: 3, backoffLimitPerIndex: 0");
    for (Resource pod : shop.advance(Duration.ofMillis(200)).pods()) {
      boolean bad = pod.name().startsWith("parts-1-");
      shop.status("pods/" + pod.name(), "{status: {phase: %s}}"
          .formatted(bad ? "Failed" : "Succeeded"));
    }
    shop.settle();

    assertThat(shop.get("jobs/parts", "status.completedIndexes")).isEqualTo("0,2");
    assertThat(shop.get("jobs/parts", "status.failedIndexes")).isEqualTo("1");
    assertThat(shop.condition("jobs/parts", "Failed"))
        .isEqualTo("True FailedIndexes: Job has failed indexes");
  }

  /// "the FailJob action … marks the entire Job as failed and all running Pods are terminated", with
  /// a message that names the container, the exit code and the rule (#pod-failure-policy).
  @Test
  void a_failure_that_the_policy_calls_final_ends_the_job_at_once() {
    job("strict", "exit 42", """
        backoffLimit: 6, podFailurePolicy: {rules: [{action: FailJob,
          onExitCodes: {containerName: main, operator: In, values: [42]}}]}""");
    shop.settle();

    assertThat(shop.pods()).hasSize(1);
    assertThat(shop.condition("jobs/strict", "Failed")).startsWith(
        "True PodFailurePolicy: Container main for pod default/strict-")
        .endsWith(" failed with exit code 42 matching FailJob rule at index 0");
  }

  /// "Ignore: … the counter towards the .spec.backoffLimit is not incremented and a replacement Pod
  /// should be created".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
  @Test
  void a_failure_that_the_policy_ignores_does_not_count() {
    job("calm", "exit 3", """
        backoffLimit: 0, podFailurePolicy: {rules: [{action: Ignore,
          onExitCodes: {operator: In, values: [3]}}]}""");
    shop.advance(Duration.ofSeconds(45));

    assertThat(shop.all("pods")).hasSize(3);
    assertThat(shop.get("jobs/calm", "status.failed")).isEmpty();
    assertThat(shop.condition("jobs/calm", "FailureTarget")).isEmpty();
  }

  /// "Once a Job reaches activeDeadlineSeconds, all of its running Pods are terminated and the Job
  /// status will become type: Failed with reason: DeadlineExceeded".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
  @Test
  void a_job_that_takes_too_long_is_ended() {
    job("slow", "sleep 600", "activeDeadlineSeconds: 20");
    shop.advance(Duration.ofSeconds(80)).settle();

    assertThat(shop.condition("jobs/slow", "Failed")).isEqualTo(
        "True DeadlineExceeded: Job was active longer than specified deadline");
    assertThat(shop.pods().stream().filter(pod -> Json.text(pod.tree(), "status.phase")
        .equals("Running"))).isEmpty();
  }

  /// "When you suspend a Job, any running Pods that don't have a status of Completed will be
  /// terminated"; "the Job's start time will be reset" on resume (#suspending-a-job).
  @Test
  void a_suspended_job_ends_its_pods_and_begins_again_without_holding_it_against_them() {
    job("pause", WORKS, "backoffLimit: 0");
    shop.advance(Duration.ofSeconds(2)).patch("jobs/pause", "{spec: {suspend: true}}");
    shop.advance(Duration.ofMinutes(2));
    assertThat(shop.pods()).isEmpty();
    assertThat(shop.condition("jobs/pause", "Suspended")).isEqualTo(
        "True JobSuspended: Job suspended");
    assertThat(shop.get("jobs/pause", "status.startTime")).isEmpty();

    shop.patch("jobs/pause", "{spec: {suspend: false}}").settle();
    assertThat(shop.condition("jobs/pause", "Complete")).startsWith("True");
    assertThat(shop.get("jobs/pause", "status.startTime")).startsWith("2026-01-01T00:02");
    assertThat(shop.notes("jobs/pause")).contains("Suspended: Job suspended",
        "Resumed: Job resumed");
  }

  /// "the Job controller … removes the finalizer only after the Pod has been accounted for"
  /// (#job-tracking-with-finalizers).
  @Test
  void a_finished_pod_that_is_deleted_in_the_meantime_is_counted_all_the_same() {
    job("safe", WORKS, "completions: 2, parallelism: 1");
    shop.advance(Duration.ofSeconds(4)).cluster().unplug("kcm.job");
    shop.advance(Duration.ofSeconds(20));
    String done = shop.pods().getFirst().name();
    shop.delete("pods/" + done).advance(Duration.ofSeconds(5));
    assertThat(shop.names("pods")).contains(done);

    shop.cluster().plugIn("kcm.job");
    shop.settle();
    assertThat(shop.get("jobs/safe", "status.succeeded")).isEqualTo("2");
    assertThat(shop.condition("jobs/safe", "Complete")).startsWith("True");
    assertThat(shop.names("pods")).hasSize(1).doesNotContain(done);
  }

  /// "succeededCount … only a subset" decides the Job; lingering Pods are terminated
  /// (#success-policy).
  @Test
  void a_success_policy_is_content_with_fewer() {
    job("some", "sleep 600", """
        completionMode: Indexed, completions: 3, parallelism: 3,
          successPolicy: {rules: [{succeededIndexes: '0,2', succeededCount: 1}]}""");
    Resource last = shop.advance(Duration.ofSeconds(4)).pods().stream()
        .filter(pod -> pod.name().startsWith("some-2-")).findFirst().orElseThrow();
    shop.status("pods/" + last.name(), "{status: {phase: Succeeded}}")
        .advance(Duration.ofSeconds(60)).settle();

    assertThat(shop.condition("jobs/some", "Complete"))
        .isEqualTo("True SuccessPolicy: Matched rules at index 0");
  }

  /// "the TTL-after-finished controller … cleans up the Job" after `ttlSecondsAfterFinished`
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/).
  @Test
  void a_job_goes_some_time_after_its_end_and_its_pods_with_it() {
    job("brief", WORKS, "ttlSecondsAfterFinished: 100");
    shop.advance(Duration.ofSeconds(60));
    assertThat(shop.names("jobs")).containsExactly("brief");

    shop.advance(Duration.ofSeconds(60)).settle();
    assertThat(shop.names("jobs")).isEmpty();
    assertThat(shop.names("pods")).isEmpty();
  }

  /// A Pod of a Job that is no more is not held back by the finalizer.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-tracking-with-finalizers
  @Test
  void deleting_a_job_lets_its_pods_go() {
    job("gone", "sleep 600", "parallelism: 2, completions: 2");
    shop.advance(Duration.ofSeconds(4)).delete("jobs/gone").advance(Duration.ofSeconds(60))
        .settle();

    assertThat(shop.names("pods")).isEmpty();
  }

  private void job(String name, String command, String more) {
    shop.create("""
        {apiVersion: batch/v1, kind: Job, metadata: {name: %s}, spec: {%s,
          template: {spec: {restartPolicy: Never, terminationGracePeriodSeconds: 1, containers: [
          {name: main, image: busybox, command: [sh, -c, '%s']}]}}}}"""
        .formatted(name, more, command));
  }
}
