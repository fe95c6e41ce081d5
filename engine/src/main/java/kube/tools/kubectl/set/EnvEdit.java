package kube.tools.kubectl.set;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.set.SetVerbs.Wish;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl set env`: environment variables of a Pod template, one by one or all keys of a map.
final class EnvEdit {

  private EnvEdit() {}

  static boolean run(ObjectNode object, Wish wish) {
    List<ObjectNode> chosen = SetVerbs.containers(object, wish.arguments().list("containers"));
    if (wish.arguments().isSet("list")) return list(object, chosen, wish);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    List<String> pairs = new ArrayList<>(wish.arguments().raw("env"));
    pairs.addAll(wish.words());
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        gone.add(pair.substring(0, pair.length() - 1));
      } else {
        values.put(pair.substring(0, equals), Json.object()
            .put("name", pair.substring(0, equals)).put("value", pair.substring(equals + 1)));
      }
    }
    wish.arguments().find("from").ifPresent(from -> fromObject(wish, from, values));
    if (values.isEmpty() && gone.isEmpty()) {
      throw CommandFailure.of("at least one environment variable must be provided");
    }
    chosen.forEach(container -> change(container, values, gone));
    return true;
  }

  private static void change(ObjectNode container, Map<String, JsonNode> values,
      List<String> gone) {
    ArrayNode env = Json.object().putArray("env");
    for (JsonNode item : container.path("env")) {
      String name = Json.text(item, "name");
      if (!gone.contains(name)) env.add(values.getOrDefault(name, item));
    }
    values.forEach((name, value) -> {
      boolean there = env.valueStream().anyMatch(one -> Json.text(one, "name").equals(name));
      if (!there) env.add(value);
    });
    gone.forEach(name -> env.addObject().put("name", name).put("$patch", "delete"));
    container.set("env", env);
  }

  private static boolean list(ObjectNode object, List<ObjectNode> chosen, Wish wish) {
    for (ObjectNode container : chosen) {
      wish.session().line("# " + Json.text(object, "kind") + " "
          + Json.text(object, "metadata.name") + ", container " + Json.text(container, "name"));
      for (JsonNode item : container.path("env")) {
        JsonNode source = item.path("valueFrom");
        wish.session().line(source.isMissingNode()
            ? Json.text(item, "name") + "=" + Json.text(item, "value")
            : "# " + Json.text(item, "name") + " from " + told(source));
      }
    }
    return false;
  }

  private static String told(JsonNode source) {
    if (source.has("configMapKeyRef")) {
      return "configmap " + Json.text(source, "configMapKeyRef.name") + ", key "
          + Json.text(source, "configMapKeyRef.key");
    }
    if (source.has("secretKeyRef")) {
      return "secret " + Json.text(source, "secretKeyRef.name") + ", key "
          + Json.text(source, "secretKeyRef.key");
    }
    return source.has("fieldRef")
        ? "field path " + Json.text(source, "fieldRef.fieldPath")
        : "resource " + Json.text(source, "resourceFieldRef.resource");
  }

  private static void fromObject(Wish wish, String from, Map<String, JsonNode> values) {
    String[] parts = from.split("/", 2);
    if (parts.length != 2) throw CommandFailure.of("--from must be TYPE/NAME");
    var resource = wish.session().mapper().resource(parts[0]);
    boolean secret = resource.kind().equals("Secret");
    JsonNode source = wish.session().api()
        .get(resource.path(wish.session().namespace(), parts[1]));
    List<String> keys = wish.arguments().list("keys");
    Json.texts(source, "data").forEach((key, _) -> {
      if (!keys.isEmpty() && !keys.contains(key)) return;
      String shouted = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
      if (!shouted.equals(key)) {
        wish.session().console().error("Warning: key " + key + " transferred to " + shouted);
      }
      String name = wish.arguments().text("prefix") + shouted;
      ObjectNode item = Json.object().put("name", name);
      item.putObject("valueFrom").putObject(secret ? "secretKeyRef" : "configMapKeyRef")
          .put("key", key).put("name", parts[1]);
      values.put(name, item);
    });
  }
}
