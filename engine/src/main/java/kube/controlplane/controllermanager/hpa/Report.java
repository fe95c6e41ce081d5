package kube.controlplane.controllermanager.hpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Collects what one pass has to say: the status of an autoscaler.
///
/// Owned by the loop.
final class Report {

  private final Autoscaler scaler;
  private final Instant now;
  private final List<Condition> conditions;
  private int current;
  private int desired;
  private Optional<Instant> lastScale;
  private ArrayNode metrics;

  Report(Autoscaler scaler, Instant now) {
    this.scaler = scaler;
    this.now = now;
    this.conditions = new ArrayList<>(scaler.conditions());
    this.current = Json.number(scaler.status(), "currentReplicas", 0);
    this.desired = Json.number(scaler.status(), "desiredReplicas", 0);
    this.lastScale = scaler.lastScale();
    this.metrics = scaler.status().path("currentMetrics") instanceof ArrayNode known
        ? known.deepCopy()
        : Json.object().putArray("currentMetrics");
  }

  void say(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    Optional<Condition> before = conditions.stream()
        .filter(condition -> condition.type().equals(type)).findFirst();
    Optional<Instant> since = before.filter(c -> c.status().equals(status))
        .flatMap(Condition::lastTransitionTime).or(() -> Optional.of(now));
    Condition said = new Condition(type, status, reason, message, since);
    if (before.isPresent()) conditions.set(conditions.indexOf(before.get()), said);
    else
      conditions.add(said);
  }

  void current(int replicas) {
    current = replicas;
  }

  void desired(int replicas) {
    desired = replicas;
  }

  void scaled() {
    lastScale = Optional.of(now);
  }

  void metrics(ArrayNode measured) {
    metrics = measured;
  }

  /// The status, as a merge patch writes it.
  ObjectNode status() {
    ObjectNode status = Json.object()
        .put("observedGeneration", scaler.metadata().generation())
        .put("currentReplicas", current)
        .put("desiredReplicas", desired);
    lastScale.ifPresent(time -> status.put("lastScaleTime", Json.time(time)));
    status.set("currentMetrics", metrics);
    ArrayNode said = status.putArray("conditions");
    conditions.forEach(condition -> said.add(condition.toJson()));
    return status;
  }

  /// Whether the API server has it already.
  boolean isKnown(ObjectNode status) {
    return status.propertyStream().allMatch(
        field -> field.getValue().equals(scaler.status().path(field.getKey()))
            || (field.getValue().isArray() && field.getValue().isEmpty()
                && scaler.status().path(field.getKey()).isMissingNode())
            || (field.getValue().isNumber() && field.getValue().asLong(0) == scaler.status()
                .path(field.getKey()).asLong(0)));
  }
}
