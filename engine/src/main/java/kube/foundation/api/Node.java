package kube.foundation.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/// A machine that runs Pods.
///
/// @param allocatable what Pods may use of it, by resource name (`cpu`, `memory`, `pods`)
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/
public record Node(Metadata metadata, String podCidr, boolean unschedulable, List<Taint> taints,
    List<Condition> conditions, SortedMap<String, Quantity> allocatable)
    implements
      KubernetesObject {

  public static Node of(Resource resource) {
    JsonNode tree = resource.tree();
    return new Node(resource.metadata(), Json.text(tree, "spec.podCIDR"),
        Json.flag(tree, "spec.unschedulable"), Json.list(tree, "spec.taints", Taint::of),
        Json.list(tree, "status.conditions", Condition::of),
        quantities(Json.at(tree, "status.allocatable")));
  }

  public Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  public boolean isReady() {
    return condition("Ready").filter(Condition::isTrue).isPresent();
  }

  static SortedMap<String, Quantity> quantities(JsonNode tree) {
    SortedMap<String, Quantity> amounts = new TreeMap<>();
    tree.forEachEntry((name, amount) -> amounts.put(name, Quantity.parse(amount.asString("0"))));
    return java.util.Collections.unmodifiableSortedMap(amounts);
  }
}
