package catalog.controllers.job_controller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import kube.foundation.api.Condition;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;

/// What is wished for in a Job of the workshop; its books are kept by others.
///
/// @param leaves whether the Job is being deleted
record Order(int parallelism, int completions, boolean indexed, int bears,
    Optional<Duration> deadline, boolean suspended, boolean leaves, List<FailureRule> rules) {
  private static final String NAME = "bills";
  private static final String OFFICE = "office";
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /// So many completions, so many at a time; six failures are borne.
  static Order of(int parallelism, int completions) {
    return new Order(parallelism, completions, false, 6, Optional.empty(), false, false, List.of());
  }

  Order numbered() {
    return new Order(parallelism, completions, true, bears, deadline, suspended, leaves, rules);
  }

  Order atATime(int most) {
    return new Order(most, completions, indexed, bears, deadline, suspended, leaves, rules);
  }

  Order bearing(int failures) {
    return new Order(parallelism, completions, indexed, failures, deadline, suspended, leaves,
        rules);
  }

  Order within(Duration limit) {
    return new Order(parallelism, completions, indexed, bears, Optional.of(limit), suspended,
        leaves, rules);
  }

  Order suspended(boolean isSo) {
    return new Order(parallelism, completions, indexed, bears, deadline, isSo, leaves, rules);
  }

  Order deleted() {
    return new Order(parallelism, completions, indexed, bears, deadline, suspended, true, rules);
  }

  /// With rules for failures; a Job that has some replaces only what has ended.
  Order ruled(FailureRule... some) {
    return new Order(parallelism, completions, indexed, bears, deadline, suspended, leaves,
        List.of(some));
  }

  /// The Job as the API server has it.
  Job with(JobStatus status) {
    Metadata metadata = new Metadata(OFFICE, NAME, "u-bills", "1", 1, new TreeMap<>(),
        new TreeMap<>(), List.of(), List.of(), Optional.of(NOON),
        leaves ? Optional.of(NOON) : Optional.empty());
    return new Job(metadata, parallelism, Optional.of(completions), indexed,
        new Job.Limits(bears, Optional.empty(), Optional.empty(), deadline), Optional.empty(),
        suspended, !rules.isEmpty(), LabelSelector.everything(), "{}", false, rules, List.of(), "",
        status);
  }

  static JobStatus noBooks() {
    return books(0, 0);
  }

  /// Books in which so many successes and failures are counted.
  static JobStatus books(int succeeded, int failed) {
    return new JobStatus(succeeded + failed == 0 ? Optional.empty() : Optional.of(NOON),
        Optional.empty(), 0, 0, 0, succeeded, failed, "", "", noted(List.of(), List.of()),
        List.<Condition>of());
  }

  static JobStatus.Uncounted noted(List<String> succeeded, List<String> failed) {
    return new JobStatus.Uncounted(new TreeSet<>(succeeded), new TreeSet<>(failed));
  }
}
