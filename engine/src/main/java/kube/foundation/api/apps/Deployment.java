package kube.foundation.api.apps;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// The wish that a number of equal Pods exist, of a version that may change while they run.
///
/// @param selectorText the selector word for word as JSON, to be handed on to ReplicaSets
/// @param template the Pod wished for, kept word for word as JSON
/// @param minReady how long a Pod must have been ready to count as available
/// @param progressDeadline how long a roll-out may stand still; empty when for ever
/// @param revisionsKept how many old ReplicaSets stay, to go back to
/// @param paused whether changes of the template wait
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
public record Deployment(Metadata metadata, int replicas, LabelSelector selector,
    String selectorText, String template, SortedMap<String, String> templateLabels,
    DeploymentStrategy strategy, Duration minReady, Optional<Duration> progressDeadline,
    int revisionsKept, boolean paused, DeploymentStatus status)
    implements
      KubernetesObject {

  public static Deployment of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    int deadline = Json.number(spec, "progressDeadlineSeconds", Integer.MAX_VALUE);
    return new Deployment(resource.metadata(), Json.number(spec, "replicas", 1),
        LabelSelector.of(spec.path("selector")), Json.compact(spec, "selector"),
        Json.compact(spec, "template"), Json.texts(spec, "template.metadata.labels"),
        DeploymentStrategy.of(spec.path("strategy")),
        Duration.ofSeconds(Json.number(spec, "minReadySeconds", 0)),
        deadline == Integer.MAX_VALUE
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(deadline)),
        Json.number(spec, "revisionHistoryLimit", Integer.MAX_VALUE), Json.flag(spec, "paused"),
        DeploymentStatus.of(resource.tree().path("status")));
  }
}
