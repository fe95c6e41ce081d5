package site.lab.own;

import java.util.Optional;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import tools.jackson.databind.JsonNode;

/// Asks the lab's API server under which path an object of a kind lies.
final class Discovery {
  private Discovery() {}

  /// The path of this object; empty when the server knows no such kind.
  static Optional<String> path(Cluster cluster, JsonNode object) {
    String version = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    if (version.isEmpty() || kind.isEmpty()) return Optional.empty();
    String root = (version.contains("/") ? "/apis/" : "/api/") + version;
    Answer answer = Applying.send(cluster, Request.of("GET", root, "user"));
    if (!answer.isOk()) return Optional.empty();
    for (JsonNode resource : Json.parse(answer.body()).path("resources")) {
      String plural = Json.text(resource, "name");
      if (!Json.text(resource, "kind").equals(kind) || plural.contains("/")) continue;
      String namespace = Json.text(object, "metadata.namespace");
      String place = Json.flag(resource, "namespaced")
          ? "/namespaces/" + (namespace.isEmpty() ? "default" : namespace)
          : "";
      return Optional.of(root + place + "/" + plural + "/" + Json.text(object, "metadata.name"));
    }
    return Optional.empty();
  }
}
