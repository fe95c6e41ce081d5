package kube.node.kubelet.wish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// One way to reach into a container: for a probe, or for a hook of its life cycle.
///
/// A port is a number, or the name of one of the container's ports.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods
public sealed interface Handler {

  /// Runs a program in the container; exit code 0 is success.
  record Exec(List<String> command) implements Handler {
    public Exec { command = List.copyOf(command); }
  }

  /// Asks a page; any status from 200 to 399 is success.
  ///
  /// @param host another host than the Pod; empty for the Pod itself
  record Http(String scheme, String host, String port, String path,
      SortedMap<String, String> headers) implements Handler {}

  /// Opens a connection, and closes it.
  record Tcp(String host, String port) implements Handler {}

  /// Asks the health service of gRPC.
  record Grpc(int port, String service) implements Handler {}

  /// Waits; a hook only.
  record Sleep(Duration time) implements Handler {}

  /// The handler that the node describes; empty when it describes none.
  static Optional<Handler> of(JsonNode tree) {
    if (tree.has("exec")) {
      return Optional.of(
          new Exec(Json.list(tree, "exec.command", word -> word.asString(""))));
    }
    if (tree.has("httpGet")) return Optional.of(http(tree.path("httpGet")));
    if (tree.has("tcpSocket")) {
      JsonNode socket = tree.path("tcpSocket");
      return Optional.of(new Tcp(Json.text(socket, "host"), port(socket)));
    }
    if (tree.has("grpc")) {
      JsonNode grpc = tree.path("grpc");
      return Optional.of(new Grpc(Json.number(grpc, "port", 0), Json.text(grpc, "service")));
    }
    if (tree.has("sleep")) {
      return Optional.of(new Sleep(Duration.ofSeconds(Json.number(tree, "sleep.seconds", 0))));
    }
    return Optional.empty();
  }

  private static Http http(JsonNode tree) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (JsonNode header : tree.path("httpHeaders")) {
      headers.put(Json.text(header, "name"), Json.text(header, "value"));
    }
    String scheme = Json.text(tree, "scheme");
    String path = Json.text(tree, "path");
    return new Http(scheme.isEmpty() ? "HTTP" : scheme, Json.text(tree, "host"), port(tree),
        path.startsWith("/") ? path : "/" + path, headers);
  }

  private static String port(JsonNode tree) {
    return tree.path("port").asString("");
  }
}
