package kube.foundation.api.quota;

import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a whole Pod asks for: its containers together, or its hungriest init container if that is
/// more.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
public final class PodAmounts {

  private PodAmounts() {}

  /// @param field `requests` or `limits`
  public static Map<String, Amount> sum(JsonNode pod, String field) {
    Map<String, Amount> sum = new TreeMap<>();
    Map<String, Amount> sidecars = new TreeMap<>();
    Map<String, Amount> starting = new TreeMap<>();
    for (JsonNode container : Json.at(pod, "spec.containers")) add(container, field, sum);
    for (JsonNode container : Json.at(pod, "spec.initContainers")) {
      boolean staysOn = Json.text(container, "restartPolicy").equals("Always");
      if (staysOn) {
        add(container, field, sidecars);
        add(container, field, sum);
      } else {
        Map<String, Amount> alone = new TreeMap<>(sidecars);
        add(container, field, alone);
        alone.forEach((resource, amount) -> starting.merge(resource, amount, Amount::max));
      }
    }
    starting.forEach((resource, amount) -> sum.merge(resource, amount, Amount::max));
    JsonNode overhead = Json.at(pod, "spec.overhead");
    overhead.forEachEntry((resource, amount) -> {
      if (sum.containsKey(resource)) sum.merge(resource, Amount.of(amount), Amount::plus);
    });
    return sum;
  }

  private static void add(JsonNode container, String field, Map<String, Amount> sum) {
    Json.at(container, "resources." + field).forEachEntry(
        (resource, amount) -> sum.merge(resource, Amount.of(amount), Amount::plus));
  }

  /// The same as an object, as containers carry it.
  public static ObjectNode of(JsonNode pod, String field) {
    ObjectNode amounts = Json.object();
    sum(pod, field).forEach((resource, amount) -> amounts.put(resource, amount.toString()));
    return amounts;
  }
}
