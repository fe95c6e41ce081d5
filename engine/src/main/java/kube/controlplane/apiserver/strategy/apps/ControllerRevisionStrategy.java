package kube.controlplane.apiserver.strategy.apps;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// ControllerRevisions: what a StatefulSet or DaemonSet wished for once, never to be changed.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/
final class ControllerRevisionStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field revision = Field.of(object, errors);
    if (!revision.at("data").isPresent()) revision.at("data").required("data is mandatory");
    revision.at("revision").mustNotBeNegative();
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("data", old.path("data"), object.path("data"));
  }
}
