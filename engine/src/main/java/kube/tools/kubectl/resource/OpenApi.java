package kube.tools.kubectl.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.connection.Api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The server's own description of its objects: fields, their types, what they mean, and how lists
/// are merged.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
public final class OpenApi {

  private final Api api;
  private final Map<String, JsonNode> documents = new HashMap<>();
  private JsonNode index = MissingNode.getInstance();

  public OpenApi(Api api) {
    this.api = api;
  }

  /// The schema of a kind; empty when the server describes none.
  public Optional<Schema> of(ApiResource resource) {
    JsonNode document = document(resource);
    for (JsonNode candidate : document.path("components").path("schemas")) {
      for (JsonNode name : candidate.path("x-kubernetes-group-version-kind")) {
        boolean same = Json.text(name, "group").equals(resource.group())
            && Json.text(name, "version").equals(resource.version())
            && Json.text(name, "kind").equals(resource.kind());
        if (same) return Optional.of(new Schema(document, candidate, candidate));
      }
    }
    return Optional.empty();
  }

  private JsonNode document(ApiResource resource) {
    String key = (resource.group().isEmpty() ? "api/" : "apis/") + resource.apiVersion();
    return documents.computeIfAbsent(key, this::fetch);
  }

  private JsonNode fetch(String key) {
    if (index.isMissingNode()) index = api.get("/openapi/v3");
    String address = index.path("paths").path(key).path("serverRelativeURL").asString("");
    if (address.isEmpty()) return MissingNode.getInstance();
    int question = address.indexOf('?');
    if (question < 0) return api.get(address);
    var request = Api.request("GET", address.substring(0, question));
    for (String pair : address.substring(question + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      request = request.withQuery(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return api.get(request);
  }

  /// One schema, with references followed.
  ///
  /// @param node the schema itself, references followed
  /// @param use where it is used: a field's own description may stand beside the reference
  public record Schema(JsonNode document, JsonNode node, JsonNode use) {

    private Schema follow(JsonNode place) {
      JsonNode found = place;
      for (int hops = 0; hops < 5; hops++) {
        String reference = reference(found);
        if (reference.isEmpty()) break;
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        found = document.path("components").path("schemas").path(name);
      }
      return new Schema(document, found, place);
    }

    private static String reference(JsonNode place) {
      String direct = place.path("$ref").asString("");
      if (!direct.isEmpty()) return direct;
      JsonNode all = place.path("allOf");
      return all.size() == 1 ? all.get(0).path("$ref").asString("") : "";
    }

    /// The name under which the document keeps what is referred to, such as `Container`.
    public String typeName() {
      String reference = reference(use);
      return reference.substring(reference.lastIndexOf('.') + 1);
    }

    /// The schema of a field; a list's own items and a map's values have it too.
    public Optional<Schema> field(String name) {
      JsonNode properties = node.path("properties").path(name);
      return properties.isMissingNode() ? Optional.empty() : Optional.of(follow(properties));
    }

    public Optional<Schema> items() {
      JsonNode items = node.path("items");
      return items.isMissingNode() ? Optional.empty() : Optional.of(follow(items));
    }

    public Optional<Schema> values() {
      JsonNode values = node.path("additionalProperties");
      return values.isObject() ? Optional.of(follow(values)) : Optional.empty();
    }

    public String description() {
      String here = Json.text(use, "description");
      return here.isEmpty() ? Json.text(node, "description") : here;
    }

    public boolean isRequired(String field) {
      for (JsonNode name : node.path("required")) {
        if (name.asString("").equals(field)) return true;
      }
      return false;
    }

    /// By which field the items of this list are told apart in a patch; empty when it is one value.
    public String mergeKey() {
      return use.path("x-kubernetes-patch-merge-key").asString("");
    }

    /// Whether a patch of this field always replaces it.
    public boolean replaces() {
      return use.path("x-kubernetes-patch-strategy").asString("").equals("replace");
    }

    /// Whether a patch of this list adds to it rather than replaces it.
    public boolean merges() {
      return use.path("x-kubernetes-patch-strategy").asString("").contains("merge");
    }
  }
}
