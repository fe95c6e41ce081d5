package catalog.controllers.job_controller;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.controllermanager.job.JobPod;
import kube.foundation.api.Condition;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;

/// Pods of the workshop, and how they change.
final class Worker {
  private static final String HOLD = "batch.kubernetes.io/job-tracking";
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  private Worker() {}

  static JobPod born(int number, Optional<Integer> index, Instant now) {
    TreeMap<String, String> annotations = new TreeMap<>();
    index.ifPresent(one -> annotations.put(INDEX, one.toString()));
    Metadata metadata = new Metadata("office", "bills-" + (char) ('a' + number % 26)
        + (number < 26 ? "" : "" + number / 26), "u-" + number, "1", 1, new TreeMap<>(),
        annotations, List.of(new OwnerReference("batch/v1", "Job", "bills", "u-bills", true, true)),
        List.of(HOLD), Optional.of(now), Optional.empty());
    return new JobPod(metadata, "Running", List.of(new Condition("Ready", "True", "", "",
        Optional.of(now))), List.of(), 0, Optional.of(now));
  }

  static JobPod succeeded(JobPod pod, Instant now) {
    return new JobPod(pod.metadata(), "Succeeded", List.of(), List.of(), 0, Optional.of(now));
  }

  static JobPod failed(JobPod pod, int code, Instant now, String... conditions) {
    return new JobPod(pod.metadata(), "Failed", List.of(conditions).stream()
        .map(type -> new Condition(type, "True", "", "", Optional.of(now))).toList(),
        code == 0 ? List.of() : List.of(new JobPod.Exit("main", code)), 0, Optional.of(now));
  }

  static JobPod released(JobPod pod) {
    return with(pod, List.of(), pod.metadata().deletionTimestamp());
  }

  static JobPod deleted(JobPod pod, Instant now) {
    return with(pod, pod.metadata().finalizers(), Optional.of(now));
  }

  private static JobPod with(JobPod pod, List<String> finalizers, Optional<Instant> deleted) {
    Metadata old = pod.metadata();
    Metadata metadata = new Metadata(old.namespace(), old.name(), old.uid(), "2", 1, old.labels(),
        old.annotations(), old.ownerReferences(), finalizers, old.creationTimestamp(), deleted);
    return new JobPod(metadata, pod.phase(), pod.conditions(), pod.exits(), 0, pod.endedAt());
  }

  static boolean hasEnded(JobPod pod) {
    return pod.phase().equals("Succeeded") || pod.phase().equals("Failed");
  }

  static boolean isAtWork(JobPod pod) {
    return !hasEnded(pod) && !pod.metadata().isBeingDeleted();
  }
}
