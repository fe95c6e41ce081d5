package kube.controlplane.apiserver.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Writes a selector the way that people type it: `app=web,tier in (a,b)`.
public final class SelectorText {

  private SelectorText() {}

  public static String of(JsonNode selector) {
    SortedMap<String, List<String>> terms = new TreeMap<>();
    Json.texts(selector, "matchLabels").forEach((key, value) -> terms
        .computeIfAbsent(key, _ -> new ArrayList<>()).add(key + "=" + value));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = Json.text(expression, "key");
      String values = String.join(",", new TreeSet<>(
          Json.list(expression, "values", it -> it.asString(""))));
      terms.computeIfAbsent(key, _ -> new ArrayList<>())
          .add(switch (Json.text(expression, "operator")) {
            case "In" -> key + " in (" + values + ")";
            case "NotIn" -> key + " notin (" + values + ")";
            case "DoesNotExist" -> "!" + key;
            default -> key;
          });
    }
    return terms.isEmpty()
        ? Column.NONE
        : String.join(",", terms.values().stream().flatMap(List::stream).toList());
  }

  public static List<String> terms(Map<String, String> labels) {
    return labels.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
  }
}
