package kube.controlplane.apiserver.streams;

import java.nio.charset.StandardCharsets;
import java.util.List;

import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

/// Sends requests on to the kubelets of nodes and puts their answers into the words of the API.
final class Kubelets {

  static final int PORT = 10250;

  private final Registry registry;
  private final Reach reach;

  Kubelets(Registry registry, Reach reach) {
    this.registry = registry;
    this.reach = reach;
  }

  /// Asks the node's kubelet for `path`.
  ///
  /// @param notReached how the message begins when nobody answers there
  ApiResult<Response> ask(String node, String path, Request request, String notReached) {
    Request asked = new Request(request.method(), path, request.query(), request.headers(),
        request.body(), "apiserver");
    return reach.kubelet(node)
        .<ApiResult<Response>>map(kubelet -> new Ok<>(kubelet.apply(asked)))
        .orElseGet(() -> new Refused<>(unreached(notReached + "dial tcp " + address(node) + ":"
            + PORT + ": connect: connection refused")));
  }

  /// The node's own address, as its status tells it.
  String address(String node) {
    return registry.find(Kinds.NODE, new Key("", node))
        .flatMap(found -> Json.list(found.tree(), "status.addresses", address -> address)
            .stream()
            .filter(address -> Json.text(address, "type").equals("InternalIP"))
            .findFirst())
        .map(address -> Json.text(address, "address"))
        .orElse(node);
  }

  static Status unreached(String message) {
    return new Status(500, "", message, "", "", "", List.of());
  }

  /// What the kubelet refused, as the API refuses.
  static ApiResult<Response> translated(Response response, String resource, String name) {
    if (!(response instanceof Answer answer) || answer.isOk()) return new Ok<>(response);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    return new Refused<>(switch (answer.code()) {
      case 400 -> Status.badRequest(text);
      case 500 -> Status.internalError(text);
      case 404 -> new Status(404, "NotFound",
          "the server could not find the requested resource (" + resource + " " + name + ")",
          name, "", resource, List.of(new Status.Cause("UnexpectedServerResponse", text, "")));
      default -> new Status(answer.code(), "", text, name, "", resource, List.of());
    });
  }
}
