package kube.controlplane.apiserver.strategy.pod;

import java.util.Map;
import java.util.TreeMap;

import kube.controlplane.apiserver.strategy.Quantities;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What all containers of a Pod ask for together: the sum of those that run side by side, or the
/// largest that runs before them, whichever is more.
final class Aggregate {

  private Aggregate() {}

  static Map<String, Quantity> requests(JsonNode spec) {
    Map<String, Quantity> together = new TreeMap<>();
    spec.path("containers").forEach(container -> add(together, container));
    Map<String, Quantity> sidecars = new TreeMap<>();
    Map<String, Quantity> largest = new TreeMap<>();
    for (JsonNode container : spec.path("initContainers")) {
      Map<String, Quantity> now = new TreeMap<>(sidecars);
      add(now, container);
      if (Json.text(container, "restartPolicy").equals("Always")) {
        add(together, container);
        sidecars = now;
      }
      now.forEach((name, amount) -> largest.merge(name, amount, Aggregate::larger));
    }
    largest.forEach((name, amount) -> together.merge(name, amount, Aggregate::larger));
    return together;
  }

  static String text(Quantity amount) {
    return Quantities.canonical(StringNode.valueOf(amount.amount().toPlainString())).asString("");
  }

  private static Quantity larger(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static void add(Map<String, Quantity> sums, JsonNode container) {
    container.path("resources").path("requests").forEachEntry((name, amount) -> sums.merge(name,
        Quantities.of(amount).orElse(Quantity.ZERO), Quantity::plus));
  }
}
