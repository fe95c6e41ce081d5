package kube.controlplane.apiserver.strategy.node;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// RuntimeClasses: which program of the node starts the containers of a Pod.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
final class RuntimeClassStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field runtime = Field.of(object, errors);
    Field handler = runtime.at("handler");
    Names.DNS_LABEL.fault(handler.text())
        .ifPresent(fault -> errors.invalid(handler.path(), handler.text(), fault));
    Field selector = runtime.at("scheduling").at("nodeSelector");
    MetadataRules.validateLabels(selector.value(), selector.path(), errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("handler", old.path("handler"), object.path("handler"));
  }
}
