package kube.controlplane.apiserver.strategy.apps;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.IntOrPercent;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// StatefulSets: Pods that keep their names and their volumes.
///
/// **Models** that the Pods' wish itself is not checked here, as Kubernetes does not: a fault in it
/// shows when the first Pod is made.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
final class StatefulSetStrategy implements Strategy {

  private static final List<String> MUTABLE = List.of("replicas", "ordinals", "template",
      "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy",
      "minReadySeconds");
  private static final List<String> RETENTIONS = List.of("Retain", "Delete");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode update = Defaults.object(spec, "updateStrategy");
    if (Defaults.isAbsent(update, "type")) {
      update.put("type", "RollingUpdate");
      Defaults.object(update, "rollingUpdate");
    }
    if (update.path("rollingUpdate") instanceof ObjectNode rolling) {
      Defaults.put(rolling, "partition", 0);
    }
    ObjectNode retention = Defaults.object(spec, "persistentVolumeClaimRetentionPolicy");
    Defaults.put(retention, "whenDeleted", "Retain");
    Defaults.put(retention, "whenScaled", "Retain");
    Defaults.put(spec, "replicas", 1);
    Defaults.put(spec, "revisionHistoryLimit", 10);
    PodTemplates.setDefaults(spec);
    Defaults.each(spec.path("volumeClaimTemplates"), StatefulSetStrategy::setClaimDefaults);
  }

  private static void setClaimDefaults(ObjectNode claim) {
    Defaults.put(claim, "apiVersion", "v1");
    Defaults.put(claim, "kind", "PersistentVolumeClaim");
    claim.withObject("metadata").remove("creationTimestamp");
    Defaults.put(Defaults.object(claim, "spec"), "volumeMode", "Filesystem");
    Defaults.put(Defaults.object(claim, "status"), "phase", "Pending");
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("replicas", 0).put("availableReplicas", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field policy = spec.at("podManagementPolicy");
    if (!List.of("OrderedReady", "Parallel").contains(policy.text())) {
      policy.invalid("must be 'OrderedReady' or 'Parallel'");
    }
    validateUpdateStrategy(spec.at("updateStrategy"));
    Field retention = spec.at("persistentVolumeClaimRetentionPolicy");
    retention.at("whenDeleted").mustBeOneOf(RETENTIONS);
    retention.at("whenScaled").mustBeOneOf(RETENTIONS);
    spec.at("replicas").mustNotBeNegative();
    spec.at("minReadySeconds").mustNotBeNegative();
    spec.at("ordinals").at("start").mustNotBeNegative();
    SelectorRules.validateOwn(spec, "empty selector is invalid for statefulset");
    Field template = spec.at("template");
    if (!template.isPresent()) template.required("");
    PodTemplates.validateMetadata(template);
    PodTemplates.validateRunsForEver(template, "StatefulSet");
  }

  private static void validateUpdateStrategy(Field update) {
    Field rolling = update.at("rollingUpdate");
    switch (update.at("type").text()) {
      case "RollingUpdate" -> {
        rolling.at("partition").mustNotBeNegative();
        Field unavailable = rolling.at("maxUnavailable");
        if (!unavailable.isPresent()) return;
        IntOrPercent.validate(unavailable);
        if (IntOrPercent.of(unavailable.value()) == 0) unavailable.invalid("cannot be 0");
        IntOrPercent.validateAtMostAll(unavailable);
      }
      case "OnDelete" -> {
        if (rolling.isPresent()) {
          rolling.invalid("only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      default -> update.invalid("must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    if (!fixedPart(object).equals(fixedPart(old))) {
      errors.forbidden("spec", "updates to statefulset spec for fields other than 'replicas',"
          + " 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
          + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
  }

  private static JsonNode fixedPart(JsonNode object) {
    if (!(object.path("spec").deepCopy() instanceof ObjectNode spec)) return Json.object();
    return spec.remove(MUTABLE);
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    ReplicaRules.validateCounts(status, List.of("replicas", "readyReplicas", "currentReplicas",
        "updatedReplicas", "availableReplicas", "observedGeneration", "collisionCount"));
    ReplicaRules.validateParts(status,
        List.of("readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"),
        "status.readyReplicas");
    ReplicaRules.validateCollisions(status, Field.of(old, errors).at("status"));
  }

  @Override
  public NameForm nameForm() {
    return Names.DNS_LABEL;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
