package kube.controlplane.apiserver.managedfields;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.controlplane.apiserver.merge.Shape;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What a write changes: the fields that are new or different, and those that are gone.
///
/// A struct that was not there at all counts as changed itself, beside its fields. Some structs are
/// always there, because Go knows no way to leave them out ([#ALWAYS_THERE]); they do not count.
///
/// @param changed a [FieldSet]
/// @param removed a [FieldSet]
record Comparison(ObjectNode changed, ObjectNode removed) {

  /// What no manager owns, because the server alone decides it.
  private static final Set<String> OF_THE_SERVER = Set.of("name", "namespace",
      "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
      "resourceVersion");

  /// Structs, by the names of themselves and of what they lie in, that Go writes even when empty.
  private static final Set<String> ALWAYS_THERE = Set.of("spec", "status", "spec.template",
      "template.metadata", "template.spec", "spec.strategy", "spec.updateStrategy",
      "spec.jobTemplate", "jobTemplate.metadata", "jobTemplate.spec", "spec.scaleTargetRef",
      "status.loadBalancer", "status.nodeInfo", "status.daemonEndpoints", "spec.containers",
      "daemonEndpoints.kubeletEndpoint", "spec.names", "source");

  private static final String[] NO_NAMES = {};
  private static final JsonNode NOTHING = MissingNode.getInstance();

  boolean isSame() {
    return changed.isEmpty() && removed.isEmpty();
  }

  /// Compares two objects of a kind.
  ///
  /// @param ignored the top-level field that this write cannot reach; empty for none
  static Comparison of(Shape shape, JsonNode before, JsonNode after, String ignored) {
    Comparison found = new Comparison(Json.object(), Json.object());
    for (String name : names(before, after)) {
      if (name.equals("apiVersion") || name.equals("kind") || name.equals(ignored)) continue;
      if (name.equals("metadata")) {
        found.compareMetadata(shape.field(name), before.path(name), after.path(name));
      } else {
        found.compare(shape.field(name), "", name, before.path(name), after.path(name));
      }
    }
    return found;
  }

  /// The fields of a new object's metadata.
  static Comparison ofNewMetadata(Shape shape, JsonNode object) {
    Comparison found = new Comparison(Json.object(), Json.object());
    found.compareMetadata(shape.field("metadata"), NOTHING, object.path("metadata"));
    return found;
  }

  private void compareMetadata(Shape shape, JsonNode before, JsonNode after) {
    Comparison inside = new Comparison(Json.object(), Json.object());
    for (String name : names(before, after)) {
      if (OF_THE_SERVER.contains(name)) continue;
      inside.compare(shape.field(name), "metadata", name, before.path(name), after.path(name));
    }
    if (!inside.changed.isEmpty()) changed.set("f:metadata", inside.changed);
    if (!inside.removed.isEmpty()) removed.set("f:metadata", inside.removed);
  }

  private void compare(Shape shape, String parent, String name, JsonNode before, JsonNode after) {
    compareParts(shape, parent, name, PathElement.field(name), before, after);
  }

  private void compareParts(Shape shape, String parent, String name, String element,
      JsonNode before, JsonNode after) {
    boolean hasParts = (before.isContainer() && shape.isDivided(before))
        || (after.isContainer() && shape.isDivided(after));
    boolean fits = hasParts && fits(shape, before) && fits(shape, after);
    if (!fits || (before.isEmpty() && after.isEmpty())) {
      boolean isNothingNew = isNothing(before) && isNothing(after) && isAlwaysThere(parent, name);
      if (!isNothingNew) compareValues(element, before, after);
      return;
    }
    Comparison inside = new Comparison(Json.object(), Json.object());
    boolean counts = (before.isMissingNode() || after.isMissingNode())
        && !isAlwaysThere(parent, name);
    if (counts)
      (before.isMissingNode() ? inside.changed : inside.removed).set(".",
          FieldSet.MEMBER);
    if (before.isArray() || after.isArray()) {
      inside.compareItems(shape, before, after);
    } else {
      for (String field : names(before, after)) {
        inside.compare(shape.field(field), name, field, before.path(field), after.path(field));
      }
    }
    if (!inside.changed.isEmpty()) changed.set(element, inside.changed);
    if (!inside.removed.isEmpty()) removed.set(element, inside.removed);
  }

  private static boolean isAlwaysThere(String parent, String name) {
    return ALWAYS_THERE.contains(parent.isEmpty() ? name : parent + "." + name);
  }

  private static boolean fits(Shape shape, JsonNode value) {
    return isNothing(value) || shape.isDivided(value);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || (value.isContainer() && value.isEmpty());
  }

  private void compareValues(String element, JsonNode before, JsonNode after) {
    if (after.isMissingNode()) {
      if (!before.isMissingNode()) removed.set(element, FieldSet.MEMBER);
    } else if (!before.equals(after)) {
      changed.set(element, FieldSet.MEMBER);
    }
  }

  private void compareItems(Shape list, JsonNode before, JsonNode after) {
    Map<String, JsonNode> old = byElement(list, before);
    Map<String, JsonNode> current = byElement(list, after);
    TreeSet<String> all = new TreeSet<>(old.keySet());
    all.addAll(current.keySet());
    Shape shape = list.item();
    for (String element : all) {
      compareParts(shape, "", element, element, old.getOrDefault(element, NOTHING),
          current.getOrDefault(element, NOTHING));
    }
  }

  /// The items of a list by their branches; of two with one name, the first.
  static Map<String, JsonNode> byElement(Shape list, JsonNode items) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode item : items) {
      PathElement.item(list, item).ifPresent(element -> found.putIfAbsent(element, item));
    }
    return found;
  }

  private static String[] names(JsonNode one, JsonNode other) {
    if (!one.isObject() || one.isEmpty()) return sortedNames(other);
    if (!other.isObject() || other.isEmpty()) return sortedNames(one);
    TreeMap<String, JsonNode> all = new TreeMap<>();
    one.forEachEntry(all::put);
    other.forEachEntry(all::put);
    return all.keySet().toArray(NO_NAMES);
  }

  private static String[] sortedNames(JsonNode object) {
    String[] names = object.propertyNames().toArray(NO_NAMES);
    if (names.length > 1) Arrays.sort(names);
    return names;
  }
}
