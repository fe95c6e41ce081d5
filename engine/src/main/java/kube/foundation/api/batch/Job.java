package kube.foundation.api.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// Work that is to be done so many times, by Pods that come to an end.
///
/// @param parallelism how many Pods at a time at most
/// @param completions how often it must succeed; empty when one Pod knows when all is done
/// @param indexed whether each completion has a number, and is done by a Pod of that number
/// @param limits when to give up
/// @param ttlAfterFinished how long it stays to be read after its end; empty when for ever
/// @param replacesOnlyFailed whether a Pod on its way out must be gone before another takes its place
/// @param template the Pod to create, kept word for word as JSON
/// @param restartsInPlace whether failed containers are started again in the same Pod
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/
public record Job(Metadata metadata, int parallelism, Optional<Integer> completions,
    boolean indexed, Limits limits, Optional<Duration> ttlAfterFinished, boolean suspended,
    boolean replacesOnlyFailed, LabelSelector selector, String template,
    boolean restartsInPlace, List<FailureRule> failureRules, List<SuccessRule> successRules,
    String managedBy,
    JobStatus status)
    implements
      KubernetesObject {

  /// @param failures how many failed Pods are borne
  /// @param failuresPerIndex how many for each index; empty when indexes are not judged alone
  /// @param failedIndexes how many failed indexes are borne
  /// @param active how long the Job may be at work
  public record Limits(int failures, Optional<Integer> failuresPerIndex,
      Optional<Integer> failedIndexes, Optional<Duration> active) {}

  public Job {
    failureRules = List.copyOf(failureRules);
    successRules = List.copyOf(successRules);
  }

  public static Job of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    Limits limits = new Limits(Json.number(spec, "backoffLimit", 6),
        count(spec, "backoffLimitPerIndex"), count(spec, "maxFailedIndexes"),
        count(spec, "activeDeadlineSeconds").map(Duration::ofSeconds));
    return new Job(resource.metadata(), Json.number(spec, "parallelism", 1),
        count(spec, "completions"), Json.text(spec, "completionMode").equals("Indexed"), limits,
        count(spec, "ttlSecondsAfterFinished").map(Duration::ofSeconds),
        Json.flag(spec, "suspend"), Json.text(spec, "podReplacementPolicy").equals("Failed"),
        LabelSelector.of(spec.path("selector")), Json.compact(spec, "template"),
        Json.text(spec, "template.spec.restartPolicy").equals("OnFailure"),
        Json.list(spec, "podFailurePolicy.rules", FailureRule::of),
        Json.list(spec, "successPolicy.rules", SuccessRule::of), Json.text(spec, "managedBy"),
        JobStatus.of(resource.tree().path("status")));
  }

  static Optional<Integer> count(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isNumber() ? Optional.of(value.asInt(0)) : Optional.empty();
  }
}
