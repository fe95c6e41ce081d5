package kube.controlplane.apiserver.strategy.networking;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// IngressClasses: which controller takes care of an Ingress.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
final class IngressClassStrategy implements Strategy {

  private static final int LONGEST_CONTROLLER = 250;

  @Override
  public void setDefaults(ObjectNode object) {
    if (object.path("spec").path("parameters") instanceof ObjectNode parameters) {
      Defaults.put(parameters, "scope", "Cluster");
    }
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field controller = spec.at("controller");
    if (controller.mustBeThere()) {
      if (controller.text().length() > LONGEST_CONTROLLER) {
        errors.tooLong(controller.path(), LONGEST_CONTROLLER);
      }
      controller.mustHaveForm(Forms.DOMAIN_PREFIXED_PATH);
    }
    Field parameters = spec.at("parameters");
    if (!parameters.isPresent()) return;
    IngressBackendRules.validateReference(parameters);
    Field namespace = parameters.at("namespace");
    switch (parameters.at("scope").text()) {
      case "Namespace" -> {
        if (namespace.isPresent()) {
          namespace.mustHaveForm(Names.DNS_LABEL);
        } else {
          namespace.required("`parameters.scope` is set to 'Namespace'");
        }
      }
      case "Cluster" -> {
        if (namespace.isPresent()) namespace.forbidden("`parameters.scope` is set to 'Cluster'");
      }
      default -> parameters.at("scope").mustBeOneOf(List.of("Cluster", "Namespace"));
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.controller", Json.at(old, "spec.controller"),
        Json.at(object, "spec.controller"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
