package kube.controlplane.apiserver.aggregation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Awaited;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.kinds.ExtensionKinds;

/// Hands requests about a group on to the API server that an APIService registers for it.
///
/// That server learns from headers who asks; whether he may has been decided here. As long as the
/// APIService is not `Available`, nobody is asked, and the answer is 503.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
public final class AggregatedGroups {

  private static final int SEGMENTS_AT_LEAST = 4;

  private final Registry registry;
  private final BackendWay way;

  AggregatedGroups(Registry registry, BackendWay way) {
    this.registry = registry;
    this.way = way;
  }

  /// The answer of the group's own server; empty when the path belongs to no such group.
  public Optional<ApiResult<Response>> answer(Request request, UserInfo user) {
    List<String> path = List.of(request.path().split("/", -1));
    boolean mayBeOne = path.size() >= SEGMENTS_AT_LEAST && path.get(1).equals("apis");
    if (!mayBeOne) return Optional.empty();
    return registry
        .find(ExtensionKinds.API_SERVICE, new Key("", path.get(3) + "." + path.get(2)))
        .filter(found -> Json.at(found.tree(), "spec.service").isObject())
        .map(found -> new Ok<>(handOn(request, user, found)));
  }

  private Response handOn(Request request, UserInfo user, Resource registration) {
    if (!Availability.isStated(registration.tree())) return unavailable("service unavailable");
    Awaited awaited = new Awaited();
    Optional<ApiResult<Response>> atOnce = way.ask(registration.tree().path("spec"), request,
        user, true, result -> awaited.come(said(result)));
    return atOnce.map(AggregatedGroups::said).orElseGet(awaited::now);
  }

  private static Response said(ApiResult<Response> result) {
    return switch (result) {
      case Ok<Response>(Response response) -> response;
      case Refused<Response>(var refusal) -> unavailable(refusal.message());
    };
  }

  /// A plain sentence, as whoever hands on for others has no words of the API for it.
  private static Answer unavailable(String why) {
    return new Answer(503, "text/plain; charset=utf-8",
        (why + "\n").getBytes(StandardCharsets.UTF_8),
        new TreeMap<>(Map.of("X-Content-Type-Options", "nosniff")));
  }
}
