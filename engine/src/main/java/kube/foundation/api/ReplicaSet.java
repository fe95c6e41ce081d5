package kube.foundation.api;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

import tools.jackson.databind.JsonNode;

/// The wish that a number of equal Pods exist.
///
/// @param replicas how many are wished for
/// @param selector which Pods count
/// @param minReady how long a Pod must have been ready to count as available
/// @param template the Pod to create, kept word for word as JSON
/// @param templateLabels the labels in it, which every Pod made from it begins with
/// @param status what the controller last reported
/// @param failure why Pods could not be made or deleted when that was last tried
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
public record ReplicaSet(Metadata metadata, int replicas, LabelSelector selector,
    Duration minReady, String template, SortedMap<String, String> templateLabels,
    ReplicaSetStatus status, Optional<Condition> failure)
    implements
      KubernetesObject {

  /// The condition that says why the number is not reached.
  public static final String FAILURE = "ReplicaFailure";

  /// A set whose Pods can be made and deleted.
  public ReplicaSet(Metadata metadata, int replicas, LabelSelector selector, Duration minReady,
      String template, SortedMap<String, String> templateLabels, ReplicaSetStatus status) {
    this(metadata, replicas, selector, minReady, template, templateLabels, status,
        Optional.empty());
  }

  public static ReplicaSet of(Resource resource) {
    return of(resource, LabelSelector.of(Json.at(resource.tree(), "spec.selector")));
  }

  static ReplicaSet of(Resource resource, LabelSelector selector) {
    JsonNode spec = resource.tree().path("spec");
    return new ReplicaSet(resource.metadata(), Json.number(spec, "replicas", 1),
        selector,
        Duration.ofSeconds(Json.number(spec, "minReadySeconds", 0)),
        Json.compact(spec, "template"), Json.texts(spec, "template.metadata.labels"),
        ReplicaSetStatus.of(resource.tree().path("status")),
        Json.list(resource.tree(), "status.conditions", Condition::of).stream()
            .filter(condition -> condition.type().equals(FAILURE)).findFirst());
  }
}
