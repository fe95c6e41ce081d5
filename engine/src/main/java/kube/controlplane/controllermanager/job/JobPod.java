package kube.controlplane.controllermanager.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// A Pod as its Job sees it: whether it has ended, how, and when.
///
/// @param exits the containers that ended with an exit code other than 0
/// @param restarts how often containers were started again in place
public record JobPod(Metadata metadata, String phase, List<Condition> conditions, List<Exit> exits,
    int restarts, Optional<Instant> endedAt)
    implements
      KubernetesObject {

  /// Holds a Pod back until it has been counted.
  static final String FINALIZER = "batch.kubernetes.io/job-tracking";

  static final String INDEX = "batch.kubernetes.io/job-completion-index";
  static final String INDEX_FAILURES = "batch.kubernetes.io/job-index-failure-count";

  /// Only Pods with this label are watched.
  static final String NAME_LABEL = "batch.kubernetes.io/job-name";

  public record Exit(String container, int code) {}

  static JobPod of(Resource resource) {
    JsonNode status = resource.tree().path("status");
    List<JsonNode> ended = Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(field -> status.path(field).valueStream())
        .filter(container -> !Json.at(container, "state.terminated").isMissingNode())
        .toList();
    Optional<Instant> last = ended.stream()
        .flatMap(container -> Json.time(container, "state.terminated.finishedAt").stream())
        .max(Instant::compareTo);
    Pod pod = Pod.of(resource);
    int restarts = Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(field -> status.path(field).valueStream())
        .mapToInt(container -> Json.number(container, "restartCount", 0)).sum();
    return new JobPod(resource.metadata(), pod.phase(), pod.conditions(), ended.stream()
        .map(container -> new Exit(Json.text(container, "name"),
            Json.number(container, "state.terminated.exitCode", 0)))
        .filter(exit -> exit.code() != 0).toList(), restarts,
        last.or(() -> pod.condition("Ready").flatMap(Condition::lastTransitionTime))
            .or(() -> resource.metadata().deletionTimestamp()));
  }

  public boolean isTracked() {
    return metadata.finalizers().contains(FINALIZER);
  }

  public boolean isReady() {
    return conditions.stream().anyMatch(c -> c.type().equals("Ready") && c.isTrue());
  }

  public boolean hasSucceeded() {
    return phase.equals("Succeeded");
  }

  /// Whether it has failed. One that is deleted before its end never had the chance to say so, and
  /// counts unless the Job waits for it to.
  public boolean hasFailed(boolean waitsForTheEnd) {
    return phase.equals("Failed")
        || (metadata.isBeingDeleted() && !hasSucceeded() && !waitsForTheEnd);
  }

  /// The number of the completion that it works for; -1 when it has none.
  public int index() {
    String index = metadata.annotations().getOrDefault(INDEX, "");
    return index.matches("[0-9]{1,9}") ? Integer.parseInt(index) : -1;
  }

  /// How often its index had failed before it.
  public int failuresBefore() {
    String failures = metadata.annotations().getOrDefault(INDEX_FAILURES, "0");
    return failures.matches("[0-9]{1,9}") ? Integer.parseInt(failures) : 0;
  }

  public String uid() {
    return metadata.uid();
  }
}
