package kube.controlplane.apiserver.strategy.policy;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.IntOrPercent;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PodDisruptionBudgets: how many of the chosen Pods must stay, or may go, at the same time.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
final class PodDisruptionBudgetStrategy implements Strategy {

  private static final List<String> COUNTS = List.of("disruptionsAllowed", "currentHealthy",
      "desiredHealthy", "expectedPods");

  @Override
  public void prepareForCreate(ObjectNode object) {
    ObjectNode status = object.putObject("status");
    COUNTS.forEach(count -> status.put(count, 0));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    if (spec.at("minAvailable").isPresent() && spec.at("maxUnavailable").isPresent()) {
      spec.invalid("minAvailable and maxUnavailable cannot be both set");
    }
    for (String limit : List.of("minAvailable", "maxUnavailable")) {
      IntOrPercent.validate(spec.at(limit));
      IntOrPercent.validateAtMostAll(spec.at(limit));
    }
    SelectorRules.validate(spec.at("selector"));
    spec.at("unhealthyPodEvictionPolicy").mustBeOneOf(List.of("AlwaysAllow", "IfHealthyBudget"));
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    COUNTS.forEach(count -> status.at(count).mustNotBeNegative());
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
