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

  private final Dialect dialect;
  private final Schema schema = Schema.published();
  private final SortedMap<String, JsonNode> written = new TreeMap<>();
  private final Map<String, JsonNode> texts = new TreeMap<>();
  private final Deque<TypeShape> waiting = new ArrayDeque<>();

  Components(Dialect dialect) {
    this.dialect = dialect;
  }

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
    ObjectNode type = CustomType.of(own, dialect);
    ObjectNode properties = type.withObjectProperty("properties");
    JsonNode words = texts.computeIfAbsent("core.v1", Texts::of).path("Pod");
    List.of("apiVersion", "kind").forEach(field -> properties.set(field, Json.object()
        .put("description", words.path(field).asString("")).put("type", "string")));
    properties.set("metadata", dialect.companionable(reference(META))
        .put("description", words.path("metadata").asString("")));
    String component = CustomType.component(kind);
    written.put(component, type);
    name(component, kind, kind.name());
    written.put(component + "List", listOf(kind, component, words));
    name(component + "List", kind, kind.name() + "List");
  }

  private ObjectNode listOf(Kind<?> kind, String component, JsonNode words) {
    ObjectNode list = Json.object().put("description",
        kind.name() + "List is a list of " + kind.name());
    ObjectNode properties = list.putObject("properties");
    List.of("apiVersion", "kind").forEach(field -> properties.set(field, Json.object()
        .put("description", words.path(field).asString("")).put("type", "string")));
    properties.putObject("items").put("type", "array").put("description",
        "List of " + kind.plural()
            + ". More info: https://git.k8s.io/community/contributors/devel/sig-architecture/"
            + "api-conventions.md")
        .set("items", dialect.link(component));
    properties.set("metadata", dialect.companionable(reference("meta.v1.ListMeta")));
    strings(list.putArray("required"), List.of("items"));
    return list.put("type", "object");
  }

  private void write(TypeShape type) {
    String component = fullName(type.id());
    if (written.containsKey(component)) return;
    JsonNode words = texts.computeIfAbsent(type.home(), Texts::of).path(type.name());
    ObjectNode json = Json.object();
    if (words.has("")) json.put("description", words.path("").asString(""));
    ObjectNode properties = json.putObject("properties");
    written.put(component, json);
    type.fields()
        .forEach((name, field) -> properties.set(name, property(type, field, words.path(name))));
    List<String> required = type.fields().values().stream().filter(FieldShape::required)
        .map(FieldShape::name).toList();
    if (!required.isEmpty()) strings(json.putArray("required"), required);
    json.put("type", "object");
    if (type.isAtomic()) json.put("x-kubernetes-map-type", "atomic");
  }

  private ObjectNode property(TypeShape type, FieldShape field, JsonNode words) {
    ObjectNode property = dialect.companionable(value(field.value()));
    if (dialect == Dialect.V3) Defaults.add(type, field, property);
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
        list.set("items", inside(item));
        yield list;
      }
      case ValueShape.MapOf(ValueShape inner) -> {
        ObjectNode map = Json.object().put("type", "object");
        map.set("additionalProperties", inside(inner));
        yield map;
      }
      case ValueShape.ObjectOf(String type) -> reference(type);
      case ValueShape.Plain(PlainType type) -> plain(type);
    };
  }

  private ObjectNode inside(ValueShape shape) {
    return dialect == Dialect.V2
        ? value(shape)
        : Defaults.addInside(dialect.companionable(value(shape)), shape);
  }

  private ObjectNode reference(String type) {
    schema.find(type).filter(shape -> !written.containsKey(fullName(type)))
        .ifPresent(waiting::push);
    return dialect.link(fullName(type));
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
        written.computeIfAbsent(special.component(), _ -> special.toJson(dialect));
        yield dialect.link(special.component());
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
