package kube.simulation.detective;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ContainerStatus;
import kube.foundation.api.Json;
import kube.foundation.api.Pod;
import kube.simulation.detective.Detective.AuditEvent;

import tools.jackson.databind.JsonNode;

/// Turns the versions of Pods into the events of their lives.
///
/// The words are: `create` (with `static` for one that a kubelet read from a file), `bind`, `pull`,
/// `pull-failed`, `start`, `stop`, `ready`, `unready`, `endpoint` and `endpoint-gone`.
public final class Trail {

  private final List<AuditEvent> events = new ArrayList<>();

  /// One write to a Pod.
  ///
  /// @param before its version in front of that; empty when it was new
  public void wrote(Instant at, String actor, Optional<Pod> before, Pod now) {
    if (before.isEmpty()) {
      note(at, actor, "create", now, isStatic(now) ? "static" : "");
    }
    boolean wasBound = before.filter(Pod::isAssigned).isPresent();
    if (now.isAssigned() && !wasBound && !isStatic(now)) {
      note(at, "scheduler", "bind", now, now.nodeName());
    }
    String failure = pullFailure(now);
    if (!failure.isEmpty() && !failure.equals(before.map(Trail::pullFailure).orElse(""))) {
      note(at, actor, "pull-failed", now, failure);
    }
    turned(at, actor, now, isPulled(now), before.filter(Trail::isPulled).isPresent(), "pull", "");
    turned(at, actor, now, isRunning(now), before.filter(Trail::isRunning).isPresent(), "start",
        "stop");
    turned(at, actor, now, now.isReady(), before.filter(Pod::isReady).isPresent(), "ready",
        "unready");
  }

  /// The slices of its Services list the Pod as ready, or do so no longer.
  public void listed(Instant at, String actor, Pod pod, boolean isListed, boolean wasListed) {
    turned(at, actor, pod, isListed, wasListed, "endpoint", "endpoint-gone");
  }

  private void turned(Instant at, String actor, Pod pod, boolean is, boolean was, String on,
      String off) {
    if (is == was || (was && off.isEmpty())) return;
    note(at, actor, is ? on : off, pod, "");
  }

  private void note(Instant at, String actor, String verb, Pod pod, String detail) {
    events.add(new AuditEvent(at, actor, verb,
        "pods/" + pod.metadata().namespace() + "/" + pod.metadata().name(), pod.metadata().uid(),
        detail));
  }

  public List<AuditEvent> events() {
    return List.copyOf(events);
  }

  /// Whether a slice lists this Pod as ready.
  public static boolean lists(JsonNode slice, String uid) {
    return slice.path("endpoints").valueStream()
        .filter(endpoint -> Json.text(endpoint, "targetRef.uid").equals(uid))
        .anyMatch(endpoint -> Json.flag(endpoint.path("conditions"), "ready"));
  }

  private static boolean isStatic(Pod pod) {
    return pod.metadata().annotations().getOrDefault("kubernetes.io/config.source", "api")
        .equals("file");
  }

  /// A container that has been made had its image.
  private static boolean isPulled(Pod pod) {
    return !pod.containerStatuses().isEmpty() && pod.containerStatuses().stream()
        .allMatch(status -> !status.state().equals("waiting") || status.restartCount() > 0
            || status.reason().startsWith("CreateContainer"));
  }

  private static boolean isRunning(Pod pod) {
    return !pod.containerStatuses().isEmpty() && pod.containerStatuses().stream()
        .allMatch(status -> status.state().equals("running"));
  }

  private static String pullFailure(Pod pod) {
    return pod.containerStatuses().stream().filter(status -> status.state().equals("waiting"))
        .map(ContainerStatus::reason).filter(reason -> reason.contains("Image")).findFirst()
        .orElse("");
  }
}
