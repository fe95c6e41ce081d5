package kube.controlplane.apiserver.discovery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.discovery.ServedResources.Version;
import kube.controlplane.apiserver.schema.Schema;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The published schema, as far as `kubectl` needs it to send an object at all.
///
/// Before `kubectl apply` sends anything, it looks here whether the server checks fields itself:
/// each kind must have a PATCH that takes the parameter `fieldValidation`.
///
/// **Models** the fields and their types. **Leaves out** their descriptions, so `kubectl explain`
/// lists fields and says nothing of them.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
final class OpenApi {

  private static final String PREFIX = "io.k8s.api.core.v1.";

  private OpenApi() {}

  /// The list of documents, each with a hash of its content in its address.
  static ObjectNode index(KindCatalogue catalogue) {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (Version version : ServedResources.versions(catalogue)) {
      String path = version.path();
      String hash = HexFormat.of().withUpperCase()
          .toHexDigits(Arrays.hashCode(Json.bytes(document(version))));
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
    }
    return index;
  }

  static ObjectNode document(Version served) {
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", ServerVersion.TEXT);
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (Kind<?> kind : served.kinds()) {
      String scope = kind.namespaced() ? "/namespaces/{namespace}" : "";
      ObjectNode patch = paths
          .putObject("/" + served.path() + scope + "/" + kind.plural() + "/{name}")
          .putObject("patch");
      patch.put("operationId", "patch" + kind.name()).set("x-kubernetes-group-version-kind",
          groupVersionKind(kind));
      patch.put("x-kubernetes-action", "patch");
      ArrayNode parameters = patch.putArray("parameters");
      for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
        parameters.addObject().put("name", name).put("in", "query").putObject("schema")
            .put("type", name.equals("force") ? "boolean" : "string");
      }
      patch.putObject("responses").putObject("200").put("description", "OK");
    }
    Schema.published().types().forEach(
        (name, fields) -> schemas.set(PREFIX + name, shape(fields)));
    for (Kind<?> kind : served.kinds()) {
      schemas.withObjectProperty(PREFIX + kind.name())
          .putArray("x-kubernetes-group-version-kind").add(groupVersionKind(kind));
    }
    return document;
  }

  private static ObjectNode groupVersionKind(Kind<?> kind) {
    return Json.object().put("group", kind.group()).put("kind", kind.name())
        .put("version", kind.version());
  }

  private static ObjectNode shape(SortedMap<String, String> fields) {
    ObjectNode shape = Json.object().put("type", "object");
    ObjectNode properties = shape.putObject("properties");
    fields.forEach((name, type) -> properties.set(name, value(type)));
    return shape;
  }

  private static ObjectNode value(String type) {
    ObjectNode value = Json.object();
    switch (type) {
      case "any" -> value.put("type", "object");
      case "string", "integer", "number", "boolean" -> value.put("type", type);
      case "quantity" -> value.put("type", "string");
      case "time" -> value.put("type", "string").put("format", "date-time");
      case "intOrString" -> value.put("type", "string").put("format", "int-or-string");
      default -> {
        String inner = type.substring(1, type.length() - 1);
        if (type.startsWith("[")) {
          value.put("type", "array").set("items", value(inner));
        } else if (type.startsWith("{")) {
          value.put("type", "object").set("additionalProperties", value(inner));
        } else {
          value.put("$ref", "#/components/schemas/" + PREFIX + type);
        }
      }
    }
    return value;
  }

  /// What `kubectl` up to 1.28 asks for first: an empty document in protobuf sends it on to v3.
  static byte[] emptyDocument() {
    return "".getBytes(StandardCharsets.UTF_8);
  }
}
