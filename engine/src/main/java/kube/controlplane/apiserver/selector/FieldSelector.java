package kube.controlplane.apiserver.selector;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;

/// Chooses objects by a few of their fields: `status.phase=Running,spec.nodeName!=node-a`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
public record FieldSelector(List<Requirement> requirements) {

  /// One condition; `wanted` says whether the field must or must not have the value.
  public record Requirement(String field, boolean wanted, String value) {}

  public FieldSelector { requirements = List.copyOf(requirements); }

  static ApiResult<FieldSelector> parse(String text, Kind<?> kind) {
    List<Requirement> requirements = new ArrayList<>();
    for (String term : text.split(",")) {
      if (term.isEmpty()) continue;
      int operator = term.indexOf('=');
      if (operator < 0) {
        return Choice.refuse("invalid selector: '" + text + "'; can't understand '" + term + "'");
      }
      boolean unwanted = operator > 0 && term.charAt(operator - 1) == '!';
      String field = term.substring(0, unwanted ? operator - 1 : operator).strip();
      String value = term.substring(operator + 1);
      if (!unwanted && value.startsWith("=")) value = value.substring(1);
      if (!SelectableFields.allows(kind, field)) {
        return Choice.refuse(SelectableFields.refusal(kind, field));
      }
      requirements.add(new Requirement(field, !unwanted, value));
    }
    return Choice.ok(new FieldSelector(requirements));
  }

  FieldSelector andName(String name) {
    if (name.isEmpty()) return this;
    List<Requirement> more = new ArrayList<>(requirements);
    more.add(new Requirement("metadata.name", true, name));
    return new FieldSelector(more);
  }

  boolean isEverything() {
    return requirements.isEmpty();
  }

  boolean matches(JsonNode object) {
    return requirements.stream().allMatch(requirement -> requirement.wanted == SelectableFields
        .value(object, requirement.field).equals(requirement.value));
  }
}
