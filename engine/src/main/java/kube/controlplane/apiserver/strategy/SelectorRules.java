package kube.controlplane.apiserver.strategy;

import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;

/// The rules for a selector that is written in an object, as a Deployment or a NetworkPolicy has
/// one.
///
/// **In Kubernetes:** `ValidateLabelSelector`,
/// [meta/v1/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go)
public final class SelectorRules {

  private SelectorRules() {}

  /// Checks a selector, when there is one; returns whether it can be used to choose.
  public static boolean validate(Field selector) {
    int before = selector.errors().causes().size();
    Field labels = selector.at("matchLabels");
    MetadataRules.validateLabels(labels.value(), labels.path(), selector.errors());
    selector.at("matchExpressions").elements().forEach(SelectorRules::validateExpression);
    return selector.errors().causes().size() == before;
  }

  /// Checks a selector that must be there and must not choose everything, and that it chooses the
  /// Pods of the template.
  ///
  /// @param refusal what is said of an empty selector
  public static void validateOwn(Field spec, String refusal) {
    Field selector = spec.at("selector");
    if (!selector.isPresent()) {
      selector.required("");
      return;
    }
    boolean usable = validate(selector);
    if (selector.at("matchLabels").isEmpty() && selector.at("matchExpressions").isEmpty()) {
      selector.invalid(refusal);
    } else if (usable) {
      validateChoice(spec);
    }
  }

  /// Checks that the selector chooses the Pods of the template.
  public static void validateChoice(Field spec) {
    Field labels = spec.at("template").at("metadata").at("labels");
    SortedMap<String, String> own = Json.texts(spec.value(), "template.metadata.labels");
    if (!LabelSelector.of(spec.value().path("selector")).matches(own)) {
      labels.invalid("`selector` does not match template `labels`");
    }
  }

  private static void validateExpression(Field expression) {
    Field values = expression.at("values");
    Field operator = expression.at("operator");
    switch (operator.text()) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          values.required("must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> operator.errors().invalid(operator.path(), operator.text(),
          "not a valid selector operator");
    }
    Field key = expression.at("key");
    Names.faultOfKey(key.text())
        .ifPresent(fault -> key.errors().invalid(key.path(), key.text(), fault));
    values.elements().forEach(value -> value.mustHaveForm(Names.LABEL_VALUE));
  }
}
