package kube.controlplane.apiserver.strategy;

import tools.jackson.databind.JsonNode;

/// The rules for a selector of labels that is written in an object.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
public final class LabelSelectorRules {

  private LabelSelectorRules() {}

  /// Checks the selector; says nothing of one that is absent.
  public static void validate(JsonNode selector, String path, FieldErrors errors) {
    MetadataRules.validateLabels(selector.path("matchLabels"), path + ".matchLabels", errors);
    for (Field term : new Field(selector, path, errors).at("matchExpressions").elements()) {
      validateTerm(term);
    }
  }

  private static void validateTerm(Field term) {
    Field values = term.at("values");
    switch (term.at("operator").text()) {
      case "In", "NotIn" -> values
          .mustBeThere("must be specified when `operator` is 'In' or 'NotIn'");
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> term.errors().invalid(term.at("operator").path(), term.at("operator").text(),
          "not a valid selector operator");
    }
    term.errors().key(term.at("key").path(), term.at("key").text());
    values.elements().forEach(value -> value.mustHaveForm(Names.LABEL_VALUE));
  }
}
