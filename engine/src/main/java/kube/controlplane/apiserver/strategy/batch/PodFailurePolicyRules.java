package kube.controlplane.apiserver.strategy.batch;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Field;
import kube.foundation.api.Json;

/// The rules for what a Job makes of the ways in which its Pods fail.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
final class PodFailurePolicyRules {

  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final int ENTRIES_AT_MOST = 20;
  private static final int EXIT_CODES_AT_MOST = 255;

  private PodFailurePolicyRules() {}

  static void validate(Field spec) {
    Field rules = spec.at("podFailurePolicy").at("rules");
    rules.mustHaveAtMost(ENTRIES_AT_MOST);
    Set<String> containers = new TreeSet<>();
    for (String list : List.of("containers", "initContainers")) {
      containers.addAll(Json.list(spec.value(), "template.spec." + list,
          container -> Json.text(container, "name")));
    }
    rules.elements().forEach(rule -> validateRule(spec, rule, containers));
  }

  private static void validateRule(Field spec, Field rule, Set<String> containers) {
    Field action = rule.at("action");
    if (action.isEmpty()) {
      action.required("valid values: " + quoted(ACTIONS));
    } else if (action.text().equals("FailIndex")) {
      if (!spec.at("backoffLimitPerIndex").isPresent()) {
        action.invalid("requires the backoffLimitPerIndex to be set");
      }
    } else {
      action.mustBeOneOf(ACTIONS);
    }
    Field exitCodes = rule.at("onExitCodes");
    Field conditions = rule.at("onPodConditions");
    if (exitCodes.isPresent()) validateExitCodes(exitCodes, containers);
    validateConditions(conditions);
    if (exitCodes.isPresent() && !conditions.isEmpty()) {
      rule.errors().invalid(rule.path(),
          "specifying both OnExitCodes and OnPodConditions is not supported");
    }
    if (!exitCodes.isPresent() && conditions.isEmpty()) {
      rule.errors().invalid(rule.path(),
          "specifying one of OnExitCodes and OnPodConditions is required");
    }
  }

  private static void validateConditions(Field conditions) {
    conditions.mustHaveAtMost(ENTRIES_AT_MOST);
    for (Field pattern : conditions.elements()) {
      pattern.at("type").mustBeKey();
      Field status = pattern.at("status");
      if (status.isEmpty()) {
        status.required("valid values: " + quoted(STATUSES));
      } else {
        status.mustBeOneOf(STATUSES);
      }
    }
  }

  private static void validateExitCodes(Field exitCodes, Set<String> containers) {
    Field operator = exitCodes.at("operator");
    if (operator.isEmpty()) {
      operator.required("valid values: " + quoted(OPERATORS));
    } else {
      operator.mustBeOneOf(OPERATORS);
    }
    Field container = exitCodes.at("containerName");
    if (container.isPresent() && !containers.contains(container.text())) {
      container.invalid("must be one of the container or initContainer names in the pod template");
    }
    Field values = exitCodes.at("values");
    if (values.isEmpty()) {
      values.invalid("at least one value is required");
    } else {
      values.mustHaveAtMost(EXIT_CODES_AT_MOST);
    }
    boolean isOrdered = true;
    long last = Long.MIN_VALUE;
    Set<Long> seen = new TreeSet<>();
    for (Field value : values.elements()) {
      if (operator.text().equals("In") && value.number() == 0) {
        value.invalid("must not be 0 for the In operator");
      }
      if (!seen.add(value.number())) value.errors().duplicate(value.path(), value.value());
      isOrdered &= value.number() >= last;
      last = value.number();
    }
    if (!isOrdered) values.invalid("must be ordered");
  }

  /// As Go prints a list of texts: `["a" "b"]`.
  private static String quoted(List<String> words) {
    return "[" + String.join(" ", words.stream().map(word -> "\"" + word + "\"").toList()) + "]";
  }
}
