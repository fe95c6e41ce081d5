package kube.controlplane.apiserver.strategy.extension;

import java.util.List;

import kube.controlplane.apiserver.cel.policy.CompiledPolicy;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies, validating and mutating: every expression must mean something when it is written.
record PolicyStrategy(boolean isValidating) implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = object.withObject("spec");
    if (!spec.has("failurePolicy")) spec.put("failurePolicy", "Fail");
    if (!spec.has("matchConstraints")) return;
    MatchDefaults.fill(spec.withObject("matchConstraints"), "resourceRules");
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.remove("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field constraints = spec.at("matchConstraints");
    if (constraints.mustBeThere()) {
      Field rules = constraints.at("resourceRules");
      rules.mustBeThere();
      rules.elements().forEach(RuleChecks::validate);
    }
    spec.at("failurePolicy").mustBeOneOf(List.of("Fail", "Ignore"));
    if (isValidating) {
      boolean isEmpty = spec.at("validations").isEmpty() && spec.at("auditAnnotations").isEmpty();
      if (isEmpty) {
        spec.at("validations").required("validations or auditAnnotations must contain at least one"
            + " item");
        spec.at("auditAnnotations").required("validations or auditAnnotations must contain at least"
            + " one item");
      }
    } else {
      spec.at("mutations").mustBeThere();
    }
    for (Field validation : spec.at("validations").elements()) {
      Field reason = validation.at("reason");
      reason.mustBeOneOf(List.of("Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized"));
    }
    Field kind = spec.at("paramKind");
    if (kind.isPresent()) {
      kind.at("apiVersion").mustBeThere();
      kind.at("kind").mustBeThere();
    }
    var _ = CompiledPolicy.of(object, errors);
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public JsonNode wish(JsonNode object) {
    return Json.at(object, "spec");
  }
}
