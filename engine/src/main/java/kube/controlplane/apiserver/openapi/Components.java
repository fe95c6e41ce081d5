package kube.controlplane.apiserver.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.schema.FieldShape;
import kube.controlplane.apiserver.schema.PlainType;
import kube.controlplane.apiserver.schema.Schema;
import kube.controlplane.apiserver.schema.TypeShape;
import kube.controlplane.apiserver.schema.ValueShape;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the types that a document needs, each under its full name.
final class Components {

  private static final Map<String, String> HOMES = Map.of(
      "meta", "io.k8s.apimachinery.pkg.apis.",
      "apiextensions", "io.k8s.apiextensions-apiserver.pkg.apis.",
      "apiregistration", "io.k8s.kube-aggregator.pkg.apis.",
      "metrics", "io.k8s.metrics.pkg.apis.");
  private static final String META = "meta.v1.ObjectMeta";

  private final Schema schema = Schema.published();
  private final SortedMap<String, JsonNode> written = new TreeMap<>();
  private final Map<String, JsonNode> texts = new TreeMap<>();
  private final Deque<TypeShape> waiting = new ArrayDeque<>();

  /// Writes the kind, its list and all that they hold.
  void add(ServedKind served) {
    Kind<?> kind = served.kind();
    served.schema().ifPresentOrElse(own -> addCustom(kind, own), () -> {
      schema.of(kind).ifPresent(type -> {
        write(type);
        name(fullName(type.id()), kind, kind.name());
        schema.find(type.id() + "List").ifPresent(list -> {
          write(list);
          name(fullName(list.id()), kind, kind.name() + "List");
        });
      });
    });
    while (!waiting.isEmpty()) write(waiting.pop());
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    written.forEach(json::set);
    return json;
  }

  private void name(String component, Kind<?> kind, String name) {
    if (written.get(component) instanceof ObjectNode type) {
      type.putArray("x-kubernetes-group-version-kind")
          .add(Operations.groupVersionKind(kind).put("kind", name));
    }
  }

  private void addCustom(Kind<?> kind, JsonNode own) {
    ObjectNode type = (ObjectNode) own.deepCopy();
    ObjectNode properties = type.withObjectProperty("properties");
    properties.putIfAbsent("apiVersion", Json.object().put("type", "string"));
    properties.putIfAbsent("kind", Json.object().put("type", "string"));
    properties.set("metadata", reference(META));
    String component = String.join(".",
        List.of(kind.group().split("\\.")).reversed()) + "." + kind.version() + "." + kind.name();
    written.put(component, type);
    name(component, kind, kind.name());
  }

  private void write(TypeShape type) {
    String component = fullName(type.id());
    if (written.containsKey(component)) return;
    JsonNode words = texts.computeIfAbsent(type.home(), Texts::of).path(type.name());
    ObjectNode json = Json.object();
    if (words.has("")) json.put("description", words.path("").asString(""));
    ObjectNode properties = json.putObject("properties");
    written.put(component, json);
    type.fields().forEach((name, field) -> properties.set(name, property(field, words.path(name))));
    List<String> required = type.fields().values().stream().filter(FieldShape::required)
        .map(FieldShape::name).toList();
    if (!required.isEmpty()) strings(json.putArray("required"), required);
    json.put("type", "object");
    if (type.isAtomic()) json.put("x-kubernetes-map-type", "atomic");
  }

  private ObjectNode property(FieldShape field, JsonNode words) {
    ObjectNode property = value(field.value());
    if (words.isString()) property.put("description", words.asString());
    FieldShape.Merge merge = field.merge();
    if (!merge.patchKey().isEmpty()) {
      property.put("x-kubernetes-patch-merge-key", merge.patchKey());
    }
    if (merge.patched() || merge.retainsKeys()) {
      property.put("x-kubernetes-patch-strategy", !merge.retainsKeys()
          ? "merge"
          : merge.patched() ? "merge,retainKeys" : "retainKeys");
    }
    if (!merge.applyKeys().isEmpty()) {
      strings(property.putArray("x-kubernetes-list-map-keys"), merge.applyKeys());
    }
    if (merge.isAtomic()) property.put("x-kubernetes-map-type", "atomic");
    if (field.value() instanceof ValueShape.ListOf) {
      property.put("x-kubernetes-list-type",
          merge.isSet() ? "set" : merge.applyKeys().isEmpty() ? "atomic" : "map");
    }
    return property;
  }

  private ObjectNode value(ValueShape shape) {
    return switch (shape) {
      case ValueShape.ListOf(ValueShape item) -> {
        ObjectNode list = Json.object().put("type", "array");
        list.set("items", value(item));
        yield list;
      }
      case ValueShape.MapOf(ValueShape inner) -> {
        ObjectNode map = Json.object().put("type", "object");
        map.set("additionalProperties", value(inner));
        yield map;
      }
      case ValueShape.ObjectOf(String type) -> reference(type);
      case ValueShape.Plain(PlainType type) -> plain(type);
    };
  }

  private ObjectNode reference(String type) {
    schema.find(type).filter(shape -> !written.containsKey(fullName(type)))
        .ifPresent(waiting::push);
    return link(fullName(type));
  }

  private static ObjectNode link(String component) {
    return Json.object().put("$ref", "#/components/schemas/" + component);
  }

  private ObjectNode plain(PlainType type) {
    return switch (type) {
      case STRING -> Json.object().put("type", "string");
      case BOOLEAN -> Json.object().put("type", "boolean");
      case INT32 -> Json.object().put("type", "integer").put("format", "int32");
      case INT64 -> Json.object().put("type", "integer").put("format", "int64");
      case DOUBLE -> Json.object().put("type", "number").put("format", "double");
      case BYTES -> Json.object().put("type", "string").put("format", "byte");
      case ANY -> Json.object().put("type", "object");
      default -> {
        SpecialTypes special = SpecialTypes.of(type);
        written.computeIfAbsent(special.component(), _ -> special.toJson());
        yield link(special.component());
      }
    };
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /// `io.k8s.api.core.v1.Pod` for `core.v1.Pod`.
  private static String fullName(String type) {
    String group = type.substring(0, type.indexOf('.'));
    return Optional.ofNullable(HOMES.get(group)).orElse("io.k8s.api.") + type;
  }
}
