package kube.controlplane.apiserver.handler.opinion;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects as plain values, for a part that may stand in another process.
final class PlainForm {

  /// What has a field of its own, or is the grace that goes with the end.
  private static final List<String> SYSTEM = List.of("namespace", "name", "uid", "resourceVersion",
      "generation", "finalizers", "creationTimestamp", "deletionTimestamp",
      "deletionGracePeriodSeconds");

  private final RequestInfo info;
  private final boolean hasStatus;

  PlainForm(RequestInfo info) {
    this.info = info;
    this.hasStatus = info.kind().hasSubresource("status");
  }

  /// The object, in which all texts that mean the same are the same.
  Obj of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new Obj(Json.text(metadata, "namespace"), Json.text(metadata, "name"),
        Json.text(metadata, "uid"), version(metadata), metadata.path("generation").asLong(0),
        Json.list(metadata, "finalizers", name -> name.asString("")),
        time(metadata, "creationTimestamp"), time(metadata, "deletionTimestamp"),
        spec(object), status(object), rest(object));
  }

  String spec(JsonNode object) {
    return text(info.strategy().wish(object));
  }

  String status(JsonNode object) {
    return hasStatus ? text(object.path("status")) : "";
  }

  /// Who says 0 has seen nothing that matters.
  private static String version(JsonNode metadata) {
    String version = Json.text(metadata, "resourceVersion");
    return version.equals("0") ? "" : version;
  }

  private static Optional<Instant> time(JsonNode metadata, String field) {
    try {
      return Json.time(metadata, field);
    } catch (DateTimeException noTime) {
      return Optional.of(Instant.EPOCH); // Another one than was given: no object is that old.
    }
  }

  private String rest(JsonNode object) {
    if (!(object instanceof ObjectNode whole)) return "";
    ObjectNode rest = whole.deepCopy();
    rest.remove("spec");
    if (hasStatus) rest.remove("status");
    if (rest.path("metadata") instanceof ObjectNode metadata) metadata.remove(SYSTEM);
    return text(rest);
  }

  private static String text(JsonNode tree) {
    return tree.isMissingNode() ? "" : Json.text(sorted(tree));
  }

  private static JsonNode sorted(JsonNode value) {
    return switch (value) {
      case ObjectNode fields -> {
        ObjectNode copy = Json.object();
        fields.propertyNames().stream().sorted()
            .forEach(name -> copy.set(name, sorted(fields.path(name))));
        yield copy;
      }
      case ArrayNode items -> {
        ArrayNode copy = Json.object().putArray("items");
        items.forEach(item -> copy.add(sorted(item)));
        yield copy;
      }
      default -> value;
    };
  }
}
