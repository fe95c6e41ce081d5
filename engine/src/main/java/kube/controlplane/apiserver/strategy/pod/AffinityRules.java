package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.LabelSelectorRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.NodeSelectorRules;
import kube.controlplane.apiserver.strategy.Zero;

import tools.jackson.databind.JsonNode;

/// The rules for affinity: which nodes, and near or far from which other Pods.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
final class AffinityRules {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private AffinityRules() {}

  static void validate(JsonNode affinity, String path, FieldErrors errors) {
    Field field = new Field(affinity, path, errors);
    Field nodes = field.at("nodeAffinity");
    if (nodes.at(REQUIRED).isPresent()) NodeSelectorRules.validate(nodes.at(REQUIRED));
    for (Field wish : nodes.at(PREFERRED).elements()) {
      validateWeight(wish);
      NodeSelectorRules.validateTerm(wish.at("preference"), false);
    }
    for (String side : List.of("podAffinity", "podAntiAffinity")) {
      field.at(side).at(REQUIRED).elements().forEach(AffinityRules::validateTerm);
      for (Field wish : field.at(side).at(PREFERRED).elements()) {
        validateWeight(wish);
        validateTerm(wish.at("podAffinityTerm"));
      }
    }
  }

  private static void validateWeight(Field wish) {
    Field weight = wish.at("weight");
    if (weight.number() < 1 || weight.number() > 100) {
      weight.errors().invalid(weight.path(), weight.isPresent() ? weight.value() : Zero.NODE,
          "must be in the range 1-100");
    }
  }

  private static void validateTerm(Field term) {
    for (String name : List.of("labelSelector", "namespaceSelector")) {
      LabelSelectorRules.validate(term.at(name).value(), term.at(name).path(), term.errors());
    }
    for (Field namespace : term.at("namespaces").elements()) {
      term.errors().form(term.at("namespace").path(), namespace.text(), Names.DNS_LABEL);
    }
    validateKeys(term);
    Field key = term.at("topologyKey");
    key.mustBeThere("can not be empty");
    term.errors().key(key.path(), key.text());
  }

  /// Keys whose values are taken from the Pod itself.
  private static void validateKeys(Field term) {
    Field matching = term.at("matchLabelKeys");
    Field different = term.at("mismatchLabelKeys");
    boolean selects = term.at("labelSelector").isPresent();
    for (Field keys : List.of(matching, different)) {
      if (!keys.isEmpty() && !selects) {
        keys.forbidden("must not be specified when labelSelector is not set");
      } else {
        keys.elements().forEach(Field::mustBeKey);
      }
    }
    Set<String> others = new HashSet<>();
    different.elements().forEach(key -> others.add(key.text()));
    for (Field key : matching.elements()) {
      if (others.contains(key.text())) {
        key.invalid("exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }
}
