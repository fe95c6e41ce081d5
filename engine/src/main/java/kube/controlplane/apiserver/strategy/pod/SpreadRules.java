package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.LabelSelectorRules;
import kube.controlplane.apiserver.strategy.Zero;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The rules for spreading Pods evenly over zones, nodes or whatever else a label tells apart.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
final class SpreadRules {

  private static final List<String> ACTIONS = List.of("DoNotSchedule", "ScheduleAnyway");
  private static final List<String> POLICIES = List.of("Honor", "Ignore");

  private SpreadRules() {}

  static void validate(JsonNode constraints, String list, FieldErrors errors) {
    List<Field> all = new Field(constraints, list, errors).elements();
    for (int index = 0; index < all.size(); index++) {
      Field constraint = all.get(index);
      validateOne(constraint);
      String place = place(constraint);
      boolean repeats = all.subList(index + 1, all.size()).stream()
          .anyMatch(other -> place(other).equals(place));
      if (repeats) {
        errors.duplicate(constraint.path() + ".{topologyKey, whenUnsatisfiable}", place);
      }
      validateDomains(constraint);
      constraint.at("nodeAffinityPolicy").mustBeOneOf(POLICIES);
      constraint.at("nodeTaintsPolicy").mustBeOneOf(POLICIES);
      validateKeys(constraint);
      LabelSelectorRules.validate(constraint.at("labelSelector").value(),
          constraint.at("labelSelector").path(), errors);
    }
  }

  private static void validateOne(Field constraint) {
    Field skew = constraint.at("maxSkew");
    if (skew.number() <= 0) {
      skew.errors().invalid(skew.path(), skew.isPresent() ? skew.value() : Zero.NODE,
          "must be greater than zero");
    }
    constraint.at("topologyKey").mustBeThere("can not be empty");
    Field action = constraint.at("whenUnsatisfiable");
    if (!ACTIONS.contains(action.text())) {
      action.errors().notSupported(action.path(), StringNode.valueOf(action.text()), ACTIONS);
    }
  }

  private static void validateDomains(Field constraint) {
    Field least = constraint.at("minDomains");
    if (!least.isPresent()) return;
    if (least.number() <= 0) least.invalid("must be greater than zero");
    String action = constraint.at("whenUnsatisfiable").text();
    if (!action.equals("DoNotSchedule")) {
      least.invalid("can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
    }
  }

  private static void validateKeys(Field constraint) {
    Field keys = constraint.at("matchLabelKeys");
    if (keys.isEmpty()) return;
    Field selector = constraint.at("labelSelector");
    if (!selector.isPresent()) {
      keys.forbidden("must not be specified when labelSelector is not set");
    }
    Set<String> selected = new HashSet<>(selector.at("matchLabels").value().propertyNames());
    selector.at("matchExpressions").elements().forEach(term -> selected.add(term.at("key").text()));
    for (Field key : keys.elements()) {
      key.mustBeKey();
      if (selected.contains(key.text())) {
        key.invalid("exists in both matchLabelKeys and labelSelector");
      }
    }
  }

  private static String place(Field constraint) {
    return "{" + constraint.at("topologyKey").text() + ", "
        + constraint.at("whenUnsatisfiable").text() + "}";
  }
}
