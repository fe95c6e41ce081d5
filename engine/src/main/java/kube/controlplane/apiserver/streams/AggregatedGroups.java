package kube.controlplane.apiserver.streams;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.kinds.ExtensionKinds;

import tools.jackson.databind.JsonNode;

/// Hands requests about a group on to the API server that an APIService registers for it.
///
/// That server learns from headers who asks; whether he may has been decided here.
///
/// **Models** the way of a request to the Service, and the refusal when nobody stands behind it.
/// **Leaves out** TLS on that way, and the resources of such groups in discovery: they are reached by
/// their paths, as with `kubectl get --raw`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
public final class AggregatedGroups {

  private static final int FIRST_OF_REST = 4;

  private final Registry registry;
  private final ProxyHandler proxy;

  public AggregatedGroups(Registry registry, ProxyHandler proxy) {
    this.registry = registry;
    this.proxy = proxy;
  }

  /// The answer of the group's own server; empty when the path belongs to no such group.
  public Optional<ApiResult<Response>> answer(Request request, UserInfo user) {
    List<String> path = List.of(request.path().split("/", -1));
    boolean mayBeOne = path.size() >= FIRST_OF_REST && path.get(1).equals("apis");
    if (!mayBeOne) return Optional.empty();
    return registry
        .find(ExtensionKinds.API_SERVICE, new Key("", path.get(3) + "." + path.get(2)))
        .map(registration -> Json.at(registration.tree(), "spec.service"))
        .filter(JsonNode::isObject)
        .map(service -> handOn(request, user, service));
  }

  private ApiResult<Response> handOn(Request request, UserInfo user, JsonNode service) {
    Request inHisName = request.withHeader("x-remote-user", user.name());
    if (!user.groups().isEmpty()) {
      inHisName = inHisName.withHeader("x-remote-group", String.join(",", user.groups()));
    }
    Key key = new Key(Json.text(service, "namespace"), Json.text(service, "name"));
    String port = Integer.toString(Json.number(service, "port", 443));
    ApiResult<Response> answer = proxy.toService(inHisName, key, port);
    return answer.isOk()
        ? answer
        : new Refused<>(ProxyHandler.unavailable("service unavailable"));
  }
}
