package kube.controlplane.apiserver.strategy.core;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.template.PodTemplates;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PodTemplates: a template that belongs to nobody.
final class PodTemplateStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    PodTemplates.setDefaults(object);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field template = Field.of(object, errors).at("template");
    PodTemplates.validate(template.isPresent()
        ? template
        : new Field(Json.object(), "template", errors));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public JsonNode wish(JsonNode object) {
    return object.path("template");
  }
}
