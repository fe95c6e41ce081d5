package kube.controlplane.apiserver.strategy.apps;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.IntOrPercent;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// DaemonSets: one Pod on each node that fits.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
final class DaemonSetStrategy implements Strategy {

  private static final List<String> TYPES = List.of("RollingUpdate", "OnDelete");
  private static final String GENERATION = "deprecated.daemonset.template.generation";

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    ObjectNode update = Defaults.object(spec, "updateStrategy");
    Defaults.put(update, "type", "RollingUpdate");
    if (Json.text(update, "type").equals("RollingUpdate")) {
      ObjectNode rolling = Defaults.object(update, "rollingUpdate");
      Defaults.put(rolling, "maxUnavailable", 1);
      Defaults.put(rolling, "maxSurge", 0);
    }
    Defaults.put(spec, "revisionHistoryLimit", 10);
    PodTemplates.setDefaults(spec);
  }

  /// The generation of the template was a field once; it lives on as an annotation.
  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("currentNumberScheduled", 0).put("desiredNumberScheduled", 0)
        .put("numberMisscheduled", 0).put("numberReady", 0);
    object.withObject("metadata").withObject("annotations").put(GENERATION, "1");
  }

  @Override
  public void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {
    String text = old.path("metadata").path("annotations").path(GENERATION).asString("1");
    long generation = text.matches("\\d{1,18}") ? Long.parseLong(text) : 1;
    setDefaults(object);
    boolean isNew = !Json.at(object, "spec.template").equals(Json.at(old, "spec.template"));
    object.withObject("metadata").withObject("annotations")
        .put(GENERATION, Long.toString(isNew ? generation + 1 : generation));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    if (spec.at("selector").isPresent()) {
      SelectorRules.validateOwn(spec, "empty selector is invalid for daemonset");
    } else {
      spec.at("template").at("metadata").at("labels")
          .invalid("`selector` does not match template `labels`");
    }
    PodTemplates.validate(spec.at("template"));
    PodTemplates.validateRunsForEver(spec.at("template"), "DaemonSet");
    spec.at("minReadySeconds").mustNotBeNegative();
    Field update = spec.at("updateStrategy");
    String type = update.at("type").text();
    if (type.equals("RollingUpdate")) {
      validateRolling(update.at("rollingUpdate"));
    } else if (!type.equals("OnDelete")) {
      errors.notSupported(update.path(), update.value(), TYPES);
    }
    spec.at("revisionHistoryLimit").mustNotBeNegative();
  }

  private static void validateRolling(Field rolling) {
    Field unavailable = rolling.at("maxUnavailable");
    Field surge = rolling.at("maxSurge");
    for (Field limit : List.of(unavailable, surge)) IntOrPercent.validate(limit);
    for (Field limit : List.of(unavailable, surge)) IntOrPercent.validateAtMostAll(limit);
    boolean mayMiss = IntOrPercent.of(unavailable.value()) != 0;
    boolean maySurge = IntOrPercent.of(surge.value()) != 0;
    if (mayMiss && maySurge) surge.invalid("may not be set when maxUnavailable is non-zero");
    if (!mayMiss && !maySurge) unavailable.required("cannot be 0 when maxSurge is 0");
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.selector", Json.at(old, "spec.selector"),
        Json.at(object, "spec.selector"));
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    ReplicaRules.validateCounts(status, List.of("currentNumberScheduled", "numberMisscheduled",
        "desiredNumberScheduled", "numberReady", "observedGeneration", "updatedNumberScheduled",
        "numberAvailable", "numberUnavailable", "collisionCount"));
    ReplicaRules.validateCollisions(status, Field.of(old, errors).at("status"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
