package kube.foundation.api.apps;

import java.time.Duration;
import java.util.Optional;

import kube.foundation.api.IntOrPercent;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// The wish that every node, or every one of some kind, runs a Pod.
///
/// @param template the Pod wished for, kept word for word as JSON
/// @param rolling how the Pods come to a new version; empty when only by deleting them
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
public record DaemonSet(Metadata metadata, LabelSelector selector, String template,
    Optional<Rolling> rolling, Duration minReady, int revisionsKept, DaemonSetStatus status)
    implements
      KubernetesObject {

  /// @param unavailable on how many nodes the Pod may be missing meanwhile
  /// @param surge on how many nodes the new Pod may run beside the old one meanwhile
  public record Rolling(IntOrPercent unavailable, IntOrPercent surge) {}

  public static DaemonSet of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode update = spec.path("updateStrategy");
    JsonNode rolling = update.path("rollingUpdate");
    return new DaemonSet(resource.metadata(), LabelSelector.of(spec.path("selector")),
        Json.compact(spec, "template"), Json.text(update, "type").equals("OnDelete")
            ? Optional.empty()
            : Optional.of(new Rolling(
                IntOrPercent.of(rolling.path("maxUnavailable"), IntOrPercent.count(1)),
                IntOrPercent.of(rolling.path("maxSurge"), IntOrPercent.count(0)))),
        Duration.ofSeconds(Json.number(spec, "minReadySeconds", 0)),
        Json.number(spec, "revisionHistoryLimit", 10),
        DaemonSetStatus.of(resource.tree().path("status")));
  }
}
