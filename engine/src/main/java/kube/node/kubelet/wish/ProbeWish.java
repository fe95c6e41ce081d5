package kube.node.kubelet.wish;

import java.time.Duration;
import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// How often a container is asked for its health, and how many answers in a row count.
///
/// @param grace how long the container may take to end when the probe is what ends it; empty for the
///   Pod's own period
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
public record ProbeWish(Handler handler, Duration initialDelay, Duration period, Duration timeout,
    int successThreshold, int failureThreshold, Optional<Duration> grace) {

  static Optional<ProbeWish> of(JsonNode tree) {
    return Handler.of(tree).map(handler -> new ProbeWish(handler,
        Duration.ofSeconds(Json.number(tree, "initialDelaySeconds", 0)),
        Duration.ofSeconds(atLeastOne(tree, "periodSeconds", 10)),
        Duration.ofSeconds(atLeastOne(tree, "timeoutSeconds", 1)),
        atLeastOne(tree, "successThreshold", 1), atLeastOne(tree, "failureThreshold", 3),
        tree.has("terminationGracePeriodSeconds")
            ? Optional.of(
                Duration.ofSeconds(tree.path("terminationGracePeriodSeconds").asLong(30)))
            : Optional.empty()));
  }

  private static int atLeastOne(JsonNode tree, String field, int absent) {
    return Math.max(1, Json.number(tree, field, absent));
  }
}
