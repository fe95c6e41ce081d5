package kube.controlplane.apiserver.strategy.extension;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Bindings of policies: where a policy is in force, with what parameters, and what it does.
record BindingStrategy(boolean isValidating) implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    if (object.path("spec").path("matchResources") instanceof ObjectNode resources) {
      MatchDefaults.fill(resources, "resourceRules");
    }
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("policyName").mustBeThere();
    spec.at("matchResources").at("resourceRules").elements().forEach(RuleChecks::validate);
    Field params = spec.at("paramRef");
    if (params.isPresent()) {
      boolean hasName = params.at("name").isPresent();
      boolean hasSelector = params.at("selector").isPresent();
      if (hasName == hasSelector) {
        params.errors().required(params.path(), "one of name or selector must be specified");
      }
      Field missing = params.at("parameterNotFoundAction");
      if (missing.mustBeThere()) missing.mustBeOneOf(List.of("Allow", "Deny"));
    }
    if (!isValidating) return;
    Field actions = spec.at("validationActions");
    actions.mustBeThere("at least one validation action is required");
    actions.elements()
        .forEach(action -> action.mustBeOneOf(List.of("Audit", "Deny", "Warn")));
    List<String> named = actions.elements().stream().map(Field::text).toList();
    if (named.contains("Deny") && named.contains("Warn")) {
      actions.invalid("must not contain both Deny and Warn (repeating the same validation failure"
          + " information in the API response and headers serves no purpose)");
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
