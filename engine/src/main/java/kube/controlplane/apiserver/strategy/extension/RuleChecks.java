package kube.controlplane.apiserver.strategy.extension;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;

/// The form of one rule of a policy or a webhook.
final class RuleChecks {

  private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "DELETE",
      "UPDATE");

  private RuleChecks() {}

  static void validate(Field rule) {
    for (String field : List.of("apiGroups", "apiVersions", "resources")) {
      Field list = rule.at(field);
      list.mustBeThere();
      boolean isMixed = list.elements().size() > 1
          && list.elements().stream().anyMatch(one -> one.text().equals("*"));
      boolean mayBeMixed = field.equals("resources");
      if (isMixed && !mayBeMixed) {
        list.invalid("if '*' is present, must not specify other "
            + (field.equals("apiGroups") ? "API groups" : "API versions"));
      }
    }
    Field operations = rule.at("operations");
    operations.mustBeThere();
    operations.elements().forEach(operation -> operation.mustBeOneOf(OPERATIONS));
    rule.at("scope").mustBeOneOf(List.of("*", "Cluster", "Namespaced"));
  }
}
