package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import kube.Cluster;
import kube.controlplane.controllermanager.cronjob.Schedule;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
class CronJobTest {

  private final Workshop shop = Workshop.of(
      Cluster.Plan.standard(19).startingAt(Instant.parse("2026-03-02T08:00:30Z")));

  /// "A CronJob starts a Job on a repeating schedule", and keeps 3 that ended well
  /// (#jobs-history-limits).
  @Test
  void a_job_is_made_every_minute_and_three_are_kept() {
    cron("tick", "* * * * *", "sleep 5", "");
    shop.advance(Duration.ofMinutes(6));

    assertThat(shop.names("jobs")).hasSize(3).allMatch(name -> name.matches("tick-\\d{8}"));
    assertThat(shop.get("cronjobs/tick", "status.lastScheduleTime"))
        .isEqualTo("2026-03-02T08:06:00Z");
    assertThat(shop.get("cronjobs/tick", "status.lastSuccessfulTime"))
        .startsWith("2026-03-02T08:06");
    String last = shop.names("jobs").getLast();
    assertThat(shop.notes("cronjobs/tick")).contains("SuccessfulCreate: Created job " + last,
        "SawCompletedJob: Saw completed job: " + last + ", condition: Complete")
        .anyMatch(note -> note.startsWith("SuccessfulDelete: Deleted job tick-"))
        .noneMatch(note -> note.startsWith("UnexpectedJob"));
    assertThat(shop.get("jobs/" + last, "metadata.ownerReferences")).contains("CronJob");
  }

  /// "Forbid: if it is time for a new Job run and the previous Job run hasn't finished yet, the
  /// CronJob skips the new Job run" (#concurrency-policy).
  @Test
  void forbid_skips_while_the_last_one_runs() {
    cron("one", "* * * * *", "sleep 600", "concurrencyPolicy: Forbid,");
    shop.advance(Duration.ofMinutes(3));

    assertThat(shop.names("jobs")).hasSize(1);
    assertThat(shop.notes("cronjobs/one")).contains("JobAlreadyActive: Not starting job because"
        + " prior execution is running and concurrency policy is Forbid");
  }

  /// "Replace: … the CronJob replaces the currently running Job run with a new Job run".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
  @Test
  void replace_ends_the_last_one_first() {
    cron("one", "* * * * *", "sleep 600", "concurrencyPolicy: Replace,");
    shop.advance(Duration.ofMinutes(3));

    assertThat(shop.names("jobs").stream().filter(name -> shop.get("jobs/" + name,
        "metadata.deletionTimestamp").isEmpty())).hasSize(1);
    assertThat(shop.notes("cronjobs/one"))
        .anyMatch(note -> note.startsWith("SuccessfulDelete: Deleted job one-"));
  }

  /// ".spec.timeZone … Etc/UTC" or any other: 10 o'clock in Kolkata is 04:30 UTC (#time-zones).
  @Test
  void the_clock_of_another_zone_can_be_meant() {
    cron("far", "0 14 * * *", "sleep 1", "timeZone: Asia/Kolkata,");
    shop.advance(Duration.ofMinutes(40));

    assertThat(shop.get("cronjobs/far", "status.lastScheduleTime"))
        .isEqualTo("2026-03-02T08:30:00Z");
    assertThat(shop.get("jobs/" + shop.names("jobs").getFirst(), "metadata.annotations"))
        .contains("2026-03-02T14:00:00+05:30");
  }

  /// "If suspended, … later executions" are missed; "if .spec.startingDeadlineSeconds is not set
  /// missed Jobs are scheduled" once, the last of them (#schedule-suspension).
  @Test
  void of_several_missed_starts_only_the_last_one_is_made_up_for() {
    cron("late", "*/5 * * * *", "sleep 1", "suspend: true,");
    shop.advance(Duration.ofMinutes(21));
    assertThat(shop.names("jobs")).isEmpty();

    shop.patch("cronjobs/late", "{spec: {suspend: false}}").advance(Duration.ofSeconds(10));
    assertThat(shop.names("jobs")).hasSize(1);
    assertThat(shop.get("cronjobs/late", "status.lastScheduleTime"))
        .isEqualTo("2026-03-02T08:20:00Z");
  }

  /// "if a CronJob … misses its deadline … it skips that instance" (#starting-deadline).
  @Test
  void what_is_too_late_is_left_out() {
    cron("strict", "*/5 * * * *", "sleep 1", "suspend: true, startingDeadlineSeconds: 60,");
    shop.advance(Duration.ofMinutes(23));
    shop.patch("cronjobs/strict", "{spec: {suspend: false}}").advance(Duration.ofSeconds(10));

    assertThat(shop.names("jobs")).isEmpty();
    shop.advance(Duration.ofMinutes(2));
    assertThat(shop.names("jobs")).hasSize(1);
  }

  /// "if … the controller was down": a start that is late by less than the deadline is made up for
  /// (#starting-deadline).
  @Test
  void a_start_that_is_a_little_late_is_made_up_for() {
    cron("strict", "0 9 * * *", "sleep 1", "startingDeadlineSeconds: 120,");
    shop.cluster().unplug("kcm.cronjob");
    shop.advance(Duration.ofMinutes(61));
    shop.cluster().plugIn("kcm.cronjob");
    shop.advance(Duration.ofSeconds(20));

    assertThat(shop.names("jobs")).hasSize(1);
    assertThat(shop.get("cronjobs/strict", "status.lastScheduleTime"))
        .isEqualTo("2026-03-02T09:00:00Z");
  }

  /// "it counts how many schedules it missed … If there are more than 100 missed schedules, then it
  /// does not start the Job and logs the error" in old versions; today it warns and starts the last
  /// one (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline).
  @Test
  void more_than_a_hundred_missed_starts_are_a_warning() {
    cron("late", "* * * * *", "sleep 1", "suspend: true,");
    shop.advance(Duration.ofMinutes(103));
    shop.patch("cronjobs/late", "{spec: {suspend: false}}").advance(Duration.ofSeconds(10));

    assertThat(shop.notes("cronjobs/late")).contains("TooManyMissedTimes: too many missed start"
        + " times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
    assertThat(shop.names("jobs")).hasSize(1);
  }

  /// Clocks are set forward: what was due in the hour that is left out is not run, and the day
  /// after it is; they are set back: the hour that comes twice is due twice (#time-zones).
  @Test
  void an_hour_that_is_left_out_starts_nothing_and_one_that_comes_twice_starts_two() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Schedule night = Schedule.parse("30 2 * * *", berlin);
    assertThat(starts(night, "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    assertThat(starts(night, "2026-10-24T12:00:00Z", 3)).containsExactly("2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(starts(Schedule.parse("@hourly", berlin), "2026-10-24T23:30:00Z", 4))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z",
            "2026-10-25T03:00:00Z");
  }

  /// "The .spec.schedule field is required … follows the Cron syntax" and a zone that nobody knows is
  /// refused (#schedule-syntax, #time-zones).
  @Test
  void a_schedule_or_a_zone_that_means_nothing_is_refused() {
    assertThatThrownBy(() -> cron("bad", "61 * * * *", "sleep 1", ""))
        .hasMessageContaining("spec.schedule: Invalid value: \"61 * * * *\": end of range (61)"
            + " above maximum (59): 61");
    assertThatThrownBy(() -> cron("bad", "* * * *", "sleep 1", ""))
        .hasMessageContaining("expected exactly 5 fields, found 4: [* * * *]");
    assertThatThrownBy(() -> cron("bad", "* * * * *", "sleep 1", "timeZone: Mars/Olympus,"))
        .hasMessageContaining("spec.timeZone: Invalid value: \"Mars/Olympus\": unknown time zone"
            + " Mars/Olympus");
  }

  private static List<String> starts(Schedule schedule, String from, int count) {
    List<String> starts = new ArrayList<>();
    Instant at = Instant.parse(from);
    while (starts.size() < count) {
      at = schedule.next(at).orElseThrow();
      starts.add(at.toString());
    }
    return starts;
  }

  private void cron(String name, String schedule, String command, String more) {
    shop.create("""
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: %s}, spec: {schedule: '%s', %s
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never,
          terminationGracePeriodSeconds: 1, containers: [
          {name: main, image: busybox, command: [sh, -c, '%s']}]}}}}}}"""
        .formatted(name, schedule, more, command));
  }
}
