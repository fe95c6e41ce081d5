package kube.controlplane.apiserver.strategy.resource;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ResourceClaims: devices that somebody wants, and the ones that were found.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/resource-claim-v1/
final class ResourceClaimStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ClaimRules.setDefaults(object.path("spec"));
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    ClaimRules.validate(Field.of(object, errors).at("spec"));
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec", old.path("spec"), object.path("spec"));
  }
}
