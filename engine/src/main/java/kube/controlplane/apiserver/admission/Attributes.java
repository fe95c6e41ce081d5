package kube.controlplane.apiserver.admission;

import java.util.Optional;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One write on its way through the gates.
///
/// @param object what is to be stored; for a deletion, what is to be deleted
/// @param old the object that it replaces; empty for a creation
/// @param dryRun whether nothing will be stored in the end, so that no gate may act on it
public record Attributes(RequestInfo info, ObjectNode object, Optional<JsonNode> old,
    boolean dryRun) {

  /// The operations of the API, as gates tell them apart.
  public enum Operation {
    CREATE, UPDATE, DELETE
  }

  public Operation operation() {
    if (info.verb().startsWith("delete")) return Operation.DELETE;
    return old.isEmpty() ? Operation.CREATE : Operation.UPDATE;
  }

  public boolean creates() {
    return operation() == Operation.CREATE;
  }

  public boolean updates() {
    return operation() == Operation.UPDATE;
  }

  public boolean deletes() {
    return operation() == Operation.DELETE;
  }

  /// Whether the write is about an object of this kind as a whole, not about a subresource.
  public boolean isAbout(Kind<?> kind) {
    return info.subresource().isEmpty() && info.kind().equals(kind);
  }

  /// The same for kinds without a typed view: `isAbout("", "persistentvolumeclaims")`.
  public boolean isAbout(String group, String plural) {
    return info.subresource().isEmpty() && info.kind().plural().equals(plural)
        && info.kind().group().equals(group);
  }

  /// The name that the object has before one is generated: with a gate that changes objects it is
  /// the beginning only, `web-5cc49459d9-`.
  public String nameSoFar() {
    String begins = Json.text(object, "metadata.generateName");
    return creates() && !begins.isEmpty() && info.name().startsWith(begins) ? begins : info.name();
  }

  public UserInfo user() {
    return info.user();
  }
}
