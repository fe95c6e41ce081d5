package kube.controlplane.apiserver.streams;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import tools.jackson.databind.JsonNode;

/// `proxy` on a Pod, a Service or a node: hands an HTTP request on to a program behind it.
///
/// The name may carry a scheme and a port, as in `http:web:8080`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/
public final class ProxyHandler implements Handler {

  private record Target(String address, int port) {}

  private final Registry registry;
  private final Reach reach;
  private final Kubelets kubelets;

  public ProxyHandler(Registry registry, Reach reach) {
    this.registry = registry;
    this.reach = reach;
    this.kubelets = new Kubelets(registry, reach);
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    String path = pathBehind(request.path());
    if (info.kind().equals(Kinds.NODE)) {
      String node = info.name().replaceFirst(":\\d+$", "");
      return registry.get(info.kind(), new Key("", node))
          .then(_ -> kubelets.ask(node, path, request, "error trying to reach service: "));
    }
    String[] words = info.name().split(":", -1);
    String name = words.length == 3 ? words[1] : words[0];
    String port = words.length == 1 ? "" : words[words.length - 1];
    return registry.get(info.kind(), new Key(info.namespace(), name))
        .then(object -> info.kind().equals(Kinds.POD)
            ? podTarget(object, port)
            : serviceTarget(object, port))
        .then(target -> send(request, path, target));
  }

  /// Hands a request on, with the path that it has, to any ready Pod behind a Service.
  public ApiResult<Response> toService(Request request, Key service, String port) {
    return registry.get(Kinds.SERVICE, service)
        .then(object -> serviceTarget(object, port))
        .then(target -> send(request, request.path(), target));
  }

  /// What follows `/proxy` in the path.
  private static String pathBehind(String path) {
    int proxy = path.indexOf("/proxy");
    String rest = proxy < 0 ? "" : path.substring(proxy + "/proxy".length());
    return rest.isEmpty() ? "/" : rest;
  }

  private ApiResult<Target> podTarget(Resource pod, String port) {
    String address = Json.text(pod.tree(), "status.podIP");
    if (address.isEmpty()) return new Refused<>(Status.badRequest("address not allowed"));
    int first = pod.tree().path("spec").path("containers").path(0).path("ports").path(0)
        .path("containerPort").asInt(80);
    return new Ok<>(new Target(address, port.matches("\\d{1,5}") ? Integer.parseInt(port) : first));
  }

  /// Any Pod that the Service selects and that is ready: what its endpoints would say.
  private ApiResult<Target> serviceTarget(Resource service, String wanted) {
    Optional<JsonNode> port = Json.list(service.tree(), "spec.ports", each -> each).stream()
        .filter(each -> wanted.isEmpty() || Json.text(each, "name").equals(wanted)
            || Json.text(each, "port").equals(wanted)
            || Integer.toString(Json.number(each, "port", 0)).equals(wanted))
        .findFirst();
    if (port.isEmpty()) {
      return new Refused<>(unavailable("no service port \"" + wanted + "\" found for service \""
          + service.name() + "\""));
    }
    JsonNode selector = Json.at(service.tree(), "spec.selector");
    Optional<Resource> pod = selector.isEmpty()
        ? Optional.empty()
        : registry.all(Kinds.POD).stream()
            .filter(each -> each.namespace().equals(service.namespace()))
            .filter(each -> Kinds.POD.read(each).isReady() && fits(selector, each)).findFirst();
    return pod.<ApiResult<Target>>map(each -> new Ok<>(new Target(
        Json.text(each.tree(), "status.podIP"), targetPort(port.get(), each))))
        .orElseGet(() -> new Refused<>(
            unavailable("no endpoints available for service \"" + service.name() + "\"")));
  }

  private static boolean fits(JsonNode selector, Resource pod) {
    JsonNode labels = Json.at(pod.tree(), "metadata.labels");
    return selector.propertyNames().stream().allMatch(
        name -> labels.path(name).asString("").equals(selector.path(name).asString("")));
  }

  private static int targetPort(JsonNode port, Resource pod) {
    JsonNode target = port.path("targetPort");
    if (target.isInt() && target.asInt() > 0) return target.asInt();
    String name = target.asString("");
    for (JsonNode container : Json.at(pod.tree(), "spec.containers")) {
      for (JsonNode each : container.path("ports")) {
        if (!name.isEmpty() && Json.text(each, "name").equals(name)) {
          return each.path("containerPort").asInt();
        }
      }
    }
    return Json.number(port, "port", 80);
  }

  private ApiResult<Response> send(Request request, String path, Target target) {
    ProxiedExchange exchange = new ProxiedExchange(request, path, target.address + ":"
        + target.port);
    return reach.dial(target.address, target.port, exchange)
        .map(connection -> exchange.over(connection))
        .orElseGet(() -> new Refused<>(unavailable("error trying to reach service: dial tcp "
            + target.address + ":" + target.port + ": connect: connection refused")));
  }

  /// The refusal with 503.
  public static Status unavailable(String message) {
    return new Status(503, "ServiceUnavailable", message, "", "", "", List.of());
  }
}
