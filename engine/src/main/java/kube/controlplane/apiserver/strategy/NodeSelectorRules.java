package kube.controlplane.apiserver.strategy;

import java.util.List;

/// The rules for a choice among nodes, as Pods and PersistentVolumes make one.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
public final class NodeSelectorRules {

  private NodeSelectorRules() {}

  /// Checks that there are terms and that each is sound.
  public static void validate(Field selector) {
    Field terms = selector.at("nodeSelectorTerms");
    if (!terms.mustBeThere("must have at least one node selector term")) return;
    terms.elements().forEach(term -> validateTerm(term, true));
  }

  /// @param isRequired a wish that may go unfulfilled may also name impossible values
  public static void validateTerm(Field term, boolean isRequired) {
    for (Field expression : term.at("matchExpressions").elements()) {
      validateExpression(expression, isRequired);
    }
    term.at("matchFields").elements().forEach(NodeSelectorRules::validateField);
  }

  private static void validateExpression(Field expression, boolean isRequired) {
    Field values = expression.at("values");
    Field operator = expression.at("operator");
    switch (operator.text()) {
      case "In", "NotIn" -> values
          .mustBeThere("must be specified when `operator` is 'In' or 'NotIn'");
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (values.value().size() != 1) {
          values.required("must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default -> operator.errors().invalid(operator.path(), operator.text(),
          "not a valid selector operator");
    }
    expression.errors().key(expression.at("key").path(), expression.at("key").text());
    if (isRequired) values.elements().forEach(value -> value.mustHaveForm(Names.LABEL_VALUE));
  }

  /// The only field of a node that can be chosen by is its name.
  private static void validateField(Field choice) {
    Field operator = choice.at("operator");
    Field values = choice.at("values");
    if (!List.of("In", "NotIn").contains(operator.text())) {
      operator.errors().invalid(operator.path(), operator.text(), "not a valid selector operator");
    } else if (values.value().size() != 1) {
      values.required(
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    Field key = choice.at("key");
    if (!key.text().equals("metadata.name")) {
      key.errors().invalid(key.path(), key.text(), "not a valid field selector key");
      return;
    }
    values.elements().forEach(value -> value.mustHaveForm(Names.DNS_SUBDOMAIN));
  }
}
