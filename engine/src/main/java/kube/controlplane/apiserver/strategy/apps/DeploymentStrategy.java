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

/// Deployments: a template, a number, and how to get from one template to the next.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ ·
/// [apps/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/apps/validation/validation.go)
final class DeploymentStrategy implements Strategy {

  private static final List<String> TYPES = List.of("Recreate", "RollingUpdate");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "replicas", 1);
    ObjectNode strategy = Defaults.object(spec, "strategy");
    Defaults.put(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = Defaults.object(strategy, "rollingUpdate");
      Defaults.put(rolling, "maxUnavailable", "25%");
      Defaults.put(rolling, "maxSurge", "25%");
    }
    Defaults.put(spec, "revisionHistoryLimit", 10);
    Defaults.put(spec, "progressDeadlineSeconds", 600);
    PodTemplates.setDefaults(spec);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("replicas").mustNotBeNegative();
    SelectorRules.validateOwn(spec, "empty selector is invalid for deployment");
    PodTemplates.validate(spec.at("template"));
    PodTemplates.validateRunsForEver(spec.at("template"), "ReplicaSet");
    validateStrategy(spec.at("strategy"));
    spec.at("minReadySeconds").mustNotBeNegative();
    spec.at("revisionHistoryLimit").mustNotBeNegative();
    Field deadline = spec.at("progressDeadlineSeconds");
    deadline.mustNotBeNegative();
    if (deadline.number() <= spec.at("minReadySeconds").number()) {
      deadline.invalid("must be greater than minReadySeconds");
    }
  }

  private static void validateStrategy(Field strategy) {
    Field rolling = strategy.at("rollingUpdate");
    String type = strategy.at("type").text();
    if (!TYPES.contains(type)) {
      strategy.errors().notSupported(strategy.path(), strategy.value(), TYPES);
    } else if (type.equals("Recreate") && rolling.isPresent()) {
      rolling.forbidden("may not be specified when strategy `type` is 'Recreate'");
    } else if (type.equals("RollingUpdate")) {
      validateRolling(rolling);
    }
  }

  /// A step must be possible: one Pod more, or one less.
  private static void validateRolling(Field rolling) {
    Field unavailable = rolling.at("maxUnavailable");
    Field surge = rolling.at("maxSurge");
    IntOrPercent.validate(unavailable);
    IntOrPercent.validate(surge);
    if (IntOrPercent.of(unavailable.value()) == 0 && IntOrPercent.of(surge.value()) == 0) {
      unavailable.invalid("may not be 0 when `maxSurge` is 0");
    }
    IntOrPercent.validateAtMostAll(unavailable);
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
    ReplicaRules.validateCounts(status, List.of("observedGeneration", "replicas",
        "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas",
        "collisionCount"));
    ReplicaRules.validateParts(status,
        List.of("updatedReplicas", "readyReplicas", "availableReplicas"), "readyReplicas");
    ReplicaRules.validateCollisions(status, Field.of(old, errors).at("status"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  /// A change of the annotations counts too: the controller carries them on to its ReplicaSets.
  @Override
  public JsonNode wish(JsonNode object) {
    ObjectNode wish = Json.object();
    wish.set("spec", object.path("spec"));
    JsonNode annotations = Json.at(object, "metadata.annotations");
    if (!annotations.isEmpty()) wish.set("annotations", annotations);
    return wish;
  }
}
