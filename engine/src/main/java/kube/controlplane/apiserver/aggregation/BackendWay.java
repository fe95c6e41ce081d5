package kube.controlplane.apiserver.aggregation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.controlplane.apiserver.streams.BackendCall;
import kube.controlplane.apiserver.streams.BackendCall.Header;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.apiserver.streams.ProxyHandler;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.JsonNode;

/// The way from this server to the one that an APIService names.
///
/// A Service that selects simulated Pods is reached over their network, which carries no TLS. A
/// Service of the type `ExternalName`, and one whose endpoints somebody keeps by hand, lead out of
/// the cluster: there the certificate is verified, unless the APIService waives it.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/
final class BackendWay {

  private final Registry registry;
  private final ProxyHandler proxy;
  private final Backends backends;

  BackendWay(Registry registry, ProxyHandler proxy, Backends backends) {
    this.registry = registry;
    this.proxy = proxy;
    this.backends = backends;
  }

  /// Hands a request on in somebody's name; the answer comes at once, or later.
  ///
  /// @param spec of the APIService
  /// @param isVerified whether the server's certificate is looked at, as the APIService says
  Optional<ApiResult<Response>> ask(JsonNode spec, Request request, UserInfo user,
      boolean isVerified, Consumer<ApiResult<Response>> later) {
    JsonNode reference = spec.path("service");
    Key key = new Key(Json.text(reference, "namespace"), Json.text(reference, "name"));
    int port = Json.number(reference, "port", 443);
    Optional<Resource> found = registry.find(Kinds.SERVICE, key);
    if (found.isEmpty()) return unreached("service \"" + key.name() + "\" not found");
    JsonNode service = found.get().tree();
    BackendCall call = new BackendCall(key.name() + "." + key.namespace() + ".svc",
        Json.text(service, "spec.externalName"), port,
        isVerified && !Json.flag(spec, "insecureSkipTLSVerify"),
        pem(Json.text(spec, "caBundle")), stripped(request), identity(user));
    boolean isElsewhere = backends.serves(call.authority())
        || Json.text(service, "spec.type").equals("ExternalName");
    if (isElsewhere) return backends.ask(call, later);
    if (Json.text(service, "spec.clusterIP").equals("None")) {
      return unreached("cannot route to service with ClusterIP \"None\"");
    }
    return Json.at(service, "spec.selector").isEmpty()
        ? byHand(service, key, call, later)
        : Optional.of(proxy.toService(call.named(), key, Integer.toString(port)));
  }

  /// To the first address that somebody has written into the Service's endpoints.
  private Optional<ApiResult<Response>> byHand(JsonNode service, Key key, BackendCall call,
      Consumer<ApiResult<Response>> later) {
    String portName = Json.list(service, "spec.ports", each -> each).stream()
        .filter(each -> Json.number(each, "port", 0) == call.port())
        .map(each -> Json.text(each, "name")).findFirst().orElse("");
    for (JsonNode subset : registry.find(CoreKinds.ENDPOINTS, key)
        .map(endpoints -> Json.at(endpoints.tree(), "subsets")).orElse(Json.object())) {
      String address = Json.text(subset.path("addresses").path(0), "ip");
      for (JsonNode port : subset.path("ports")) {
        boolean isIt = !address.isEmpty() && Json.text(port, "name").equals(portName);
        if (!isIt) continue;
        return backends.ask(new BackendCall(call.name(), address, Json.number(port, "port", 443),
            call.isVerified(), call.caBundle(), call.request(), call.identity()), later);
      }
    }
    return unreached("no endpoints available for service \"" + key.name() + "\"");
  }

  private static Optional<ApiResult<Response>> unreached(String why) {
    return Optional.of(new Refused<>(ProxyHandler.unavailable(why)));
  }

  /// The request without what only this server may say, and without its client's secrets.
  private static Request stripped(Request request) {
    SortedMap<String, String> headers = new TreeMap<>(request.headers());
    headers.keySet().removeIf(name -> name.startsWith("x-remote-") || name.equals("authorization")
        || name.startsWith("impersonate-"));
    return new Request(request.method(), request.path(), request.query(), headers,
        request.body(), request.user());
  }

  private static List<Header> identity(UserInfo user) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("x-remote-user", user.name()));
    if (!user.uid().isEmpty()) headers.add(new Header("x-remote-uid", user.uid()));
    user.groups().forEach(group -> headers.add(new Header("x-remote-group", group)));
    user.extra().forEach((name, values) -> values.forEach(value -> headers.add(
        new Header("x-remote-extra-" + escaped(name), value))));
    return headers;
  }

  /// In the name of a header only some letters are allowed.
  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain = letter > ' ' && letter != '%' && letter < 0x7f
          && "()<>@,;:\\\"/[]?={}".indexOf(letter) < 0;
      escaped.append(isPlain ? String.valueOf((char) letter) : String.format("%%%02X", letter));
    }
    return escaped.toString();
  }

  private static String pem(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return base64;
    }
  }
}
