package kube.controlplane.apiserver.managedfields;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields that a configuration claims by naming them, as a [FieldSet]; or what is wrong with it.
final class Claims {

  private static final Set<String> OF_THE_SERVER = Set.of("name", "namespace",
      "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
      "resourceVersion");

  private Optional<String> fault = Optional.empty();

  private Claims() {}

  /// @param fields a [FieldSet]
  /// @param fault the first thing that keeps the configuration from being merged
  record Claimed(ObjectNode fields, Optional<String> fault) {}

  /// @param ignored the top-level field that this write cannot reach; empty for none
  static Claimed of(Shape shape, JsonNode config, String ignored) {
    Claims claims = new Claims();
    ObjectNode fields = Json.object();
    for (String name : sorted(config)) {
      if (name.equals("apiVersion") || name.equals("kind")) continue;
      JsonNode value = config.path(name);
      ObjectNode inside = Json.object();
      claims.claim(shape.field(name), PathElement.field(name), "." + name, value,
          name.equals(ignored) ? Json.object() : inside);
      if (name.equals("metadata") && inside.path("f:metadata") instanceof ObjectNode metadata) {
        OF_THE_SERVER.forEach(field -> metadata.remove(PathElement.field(field)));
        if (metadata.isEmpty()) continue;
      }
      inside.forEachEntry(fields::set);
    }
    return new Claimed(fields, claims.fault);
  }

  private void claim(Shape shape, String element, String path, JsonNode value, ObjectNode into) {
    if (shape == Shape.UNKNOWN) fail(path + ": field not declared in schema");
    if (!shape.isDivided(value) || value.isEmpty()) {
      checkForm(shape, path, value);
      if (shape.isDivided(value) && value.isArray()) return;
      into.set(element, FieldSet.MEMBER);
      return;
    }
    ObjectNode inside = Json.object();
    if (value.isArray()) {
      claimItems(shape, path, value, inside);
    } else {
      boolean isMap = shape.form() == Shape.Form.MAP || shape.form() == Shape.Form.UNTYPED;
      for (String name : sorted(value)) {
        String field = PathElement.field(name);
        claim(shape.field(name), field, path + "." + name, value.path(name), inside);
        if (isMap) makeMember(inside, field);
      }
    }
    if (!inside.isEmpty()) into.set(element, inside);
  }

  private void claimItems(Shape list, String path, JsonNode items, ObjectNode inside) {
    Set<String> seen = new HashSet<>();
    int at = 0;
    for (JsonNode item : items) {
      Optional<String> element = PathElement.item(list, item);
      if (element.isEmpty()) {
        String key = list.keys().stream().filter(it -> !item.has(it)).findFirst().orElse("");
        fail(path + ": element " + at + ": associative list with keys has an element that omits key"
            + " field \"" + key + "\" (and doesn't have default value)");
        return;
      }
      if (!seen.add(element.get())) {
        fail("duplicate entries for key [" + element.get().substring(2) + "]");
      }
      claim(list.item(), element.get(), path, item, inside);
      makeMember(inside, element.get());
      at++;
    }
  }

  /// An item or an entry belongs to who names it, beside the fields inside it.
  private static void makeMember(ObjectNode tree, String element) {
    JsonNode branch = tree.path(element);
    if (branch.isMissingNode()) {
      tree.set(element, FieldSet.MEMBER);
    } else if (!FieldSet.isMember(branch)) {
      ObjectNode member = Json.object();
      member.set(".", FieldSet.MEMBER);
      branch.forEachEntry(member::set);
      tree.set(element, member);
    }
  }

  private void checkForm(Shape shape, String path, JsonNode value) {
    String wanted = switch (shape.form()) {
      case STRUCT, MAP -> value.isObject() ? "" : "map";
      case LIST, SET, KEYED_LIST -> value.isArray() ? "" : "list";
      case SCALAR, UNTYPED -> "";
    };
    if (!wanted.isEmpty()) fail(path + ": expected " + wanted + ", got " + value);
  }

  private void fail(String why) {
    if (fault.isEmpty()) fault = Optional.of(why);
  }

  private static String[] sorted(JsonNode object) {
    String[] names = object.propertyNames().toArray(new String[0]);
    java.util.Arrays.sort(names);
    return names;
  }
}
