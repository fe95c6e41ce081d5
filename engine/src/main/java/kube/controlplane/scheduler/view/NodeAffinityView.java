package kube.controlplane.scheduler.view;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// Which nodes a Pod wants: must have, and would like.
///
/// @param selector labels that a node must have
/// @param required what else a node must be like; empty when anything will do
/// @param preferred what would be good, with its weight from 1 to 100
public record NodeAffinityView(SortedMap<String, String> selector, Optional<NodeSelector> required,
    List<Preference> preferred) {

  public record Preference(int weight, NodeSelector.Term term) {}

  static NodeAffinityView of(JsonNode spec) {
    JsonNode affinity = Json.at(spec, "affinity.nodeAffinity");
    JsonNode required = affinity.path("requiredDuringSchedulingIgnoredDuringExecution");
    return new NodeAffinityView(Json.texts(spec, "nodeSelector"),
        required.isObject() ? Optional.of(NodeSelector.of(required)) : Optional.empty(),
        Json.list(affinity, "preferredDuringSchedulingIgnoredDuringExecution",
            one -> new Preference(Json.number(one, "weight", 0),
                NodeSelector.Term.of(one.path("preference")))));
  }

  public boolean asksNothing() {
    return selector.isEmpty() && required.isEmpty();
  }

  public boolean allows(NodeView node) {
    return NodeSelector.hasAll(selector, node)
        && (required.isEmpty() || required.get().matches(node));
  }
}
