package kube.controlplane.apiserver.strategy.autoscaling;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// HorizontalPodAutoscalers: how many Pods something may have, and what decides the number.
///
/// Kept in the form of `autoscaling/v2`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/ ·
/// [autoscaling/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/autoscaling/validation/validation.go)
final class HorizontalPodAutoscalerStrategy implements Strategy {

  private static final int WINDOW_SECONDS_AT_MOST = 3600;
  private static final int PERIOD_SECONDS_AT_MOST = 1800;

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "minReplicas", 1);
    if (spec.path("metrics").isEmpty()) {
      ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
      metric.putObject("resource").put("name", "cpu").putObject("target")
          .put("type", "Utilization").put("averageUtilization", 80);
    }
    if (!(spec.path("behavior") instanceof ObjectNode behavior)) return;
    ObjectNode up = Defaults.object(behavior, "scaleUp");
    Defaults.put(up, "stabilizationWindowSeconds", 0);
    Defaults.put(up, "selectPolicy", "Max");
    if (Defaults.isAbsent(up, "policies")) {
      ArrayNode policies = up.putArray("policies");
      addPolicy(policies, "Pods", 4);
      addPolicy(policies, "Percent", 100);
    }
    ObjectNode down = Defaults.object(behavior, "scaleDown");
    Defaults.put(down, "selectPolicy", "Max");
    if (Defaults.isAbsent(down, "policies")) addPolicy(down.putArray("policies"), "Percent", 100);
  }

  private static void addPolicy(ArrayNode policies, String type, int value) {
    policies.addObject().put("type", type).put("value", value).put("periodSeconds", 15);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("desiredReplicas", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field least = spec.at("minReplicas");
    Field most = spec.at("maxReplicas");
    least.mustBeAtLeast(1);
    if (most.number() < 1) most.invalid("must be greater than 0");
    if (least.isPresent() && most.number() < least.number()) {
      most.invalid("must be greater than or equal to `minReplicas`");
    }
    validateReference(spec.at("scaleTargetRef"));
    spec.at("metrics").elements().forEach(MetricRules::validate);
    validateRules(spec.at("behavior").at("scaleUp"));
    validateRules(spec.at("behavior").at("scaleDown"));
  }

  static void validateReference(Field reference) {
    reference.at("kind").mustBeNamed(NameForm.PATH_SEGMENT);
    reference.at("name").mustBeNamed(NameForm.PATH_SEGMENT);
  }

  private static void validateRules(Field rules) {
    if (!rules.isPresent()) return;
    Field window = rules.at("stabilizationWindowSeconds");
    if (window.number() < 0) window.invalid("must be greater than or equal to zero");
    if (window.number() > WINDOW_SECONDS_AT_MOST) {
      window.invalid("must be less than or equal to " + WINDOW_SECONDS_AT_MOST);
    }
    rules.at("selectPolicy").mustBeOneOf(List.of("Disabled", "Max", "Min"));
    rules.at("policies").mustBeThere("must specify at least one Policy");
    for (Field policy : rules.at("policies").elements()) {
      policy.at("type").mustBeOneOf(List.of("Percent", "Pods"));
      Field value = policy.at("value");
      if (value.number() <= 0) value.invalid("must be greater than zero");
      Field period = policy.at("periodSeconds");
      if (period.number() <= 0) period.invalid("must be greater than zero");
      if (period.number() > PERIOD_SECONDS_AT_MOST) {
        period.invalid("must be less than or equal to " + PERIOD_SECONDS_AT_MOST);
      }
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    status.at("currentReplicas").mustNotBeNegative();
    status.at("desiredReplicas").mustNotBeNegative();
  }
}
