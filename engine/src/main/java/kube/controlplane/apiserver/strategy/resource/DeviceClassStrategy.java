package kube.controlplane.apiserver.strategy.resource;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// DeviceClasses: a name for devices that have something in common.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/device-class-v1/
final class DeviceClassStrategy implements Strategy {

  private static final int SELECTORS_AT_MOST = 32;

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("selectors").mustHaveAtMost(SELECTORS_AT_MOST);
    for (Field selector : spec.at("selectors").elements()) {
      selector.at("cel").at("expression").mustBeThere();
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
