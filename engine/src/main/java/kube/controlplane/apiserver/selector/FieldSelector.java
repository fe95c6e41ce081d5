package kube.controlplane.apiserver.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Chooses objects by a few of their fields: `status.phase=Running,spec.nodeName!=node-a`.
///
/// Only name, namespace and the few fields that the kind's strategy names can be used.
///
/// @param strategy reads the fields
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
public record FieldSelector(List<Requirement> requirements, Strategy strategy) {

  private static final List<String> OF_ALL = List.of("metadata.name", "metadata.namespace");

  /// One condition; `wanted` says whether the field must or must not have the value.
  public record Requirement(String field, boolean wanted, String value) {}

  public FieldSelector { requirements = List.copyOf(requirements); }

  static ApiResult<FieldSelector> parse(String text, Strategy strategy) {
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
      if (!OF_ALL.contains(field) && !strategy.selectableFields().contains(field)) {
        return Choice.refuse(refusal(strategy, field));
      }
      requirements.add(new Requirement(field, !unwanted, value));
    }
    return Choice.ok(new FieldSelector(requirements, strategy));
  }

  FieldSelector andName(String name) {
    if (name.isEmpty()) return this;
    List<Requirement> more = new ArrayList<>(requirements);
    more.add(new Requirement("metadata.name", true, name));
    return new FieldSelector(more, strategy);
  }

  /// The one value that this field must have, if the selector says so.
  public Optional<String> valueOf(String field) {
    return requirements.stream()
        .filter(requirement -> requirement.wanted && requirement.field.equals(field))
        .map(Requirement::value).findFirst();
  }

  boolean isEverything() {
    return requirements.isEmpty();
  }

  boolean matches(JsonNode object) {
    return requirements.stream().allMatch(requirement -> requirement.wanted == value(object,
        requirement.field).equals(requirement.value));
  }

  private String value(JsonNode object, String field) {
    return OF_ALL.contains(field)
        ? Json.text(object, field)
        : strategy.selectableValue(object, field);
  }

  private static String refusal(Strategy strategy, String field) {
    return strategy.selectableFields().isEmpty()
        ? "\"" + field + "\" is not a known field selector: only \"metadata.name\","
            + " \"metadata.namespace\""
        : "field label not supported: " + field;
  }
}
