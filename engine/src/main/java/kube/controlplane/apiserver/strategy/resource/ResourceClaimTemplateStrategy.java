package kube.controlplane.apiserver.strategy.resource;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ResourceClaimTemplates: claims that are made anew for every Pod.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/resource-claim-template-v1/
final class ResourceClaimTemplateStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ClaimRules.setDefaults(Json.at(object, "spec.spec"));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    ClaimRules.validate(Field.of(object, errors).at("spec").at("spec"));
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec", old.path("spec"), object.path("spec"));
  }
}
