package kube.controlplane.apiserver.streams;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

/// Finds the API server behind a Service: a function inside this cluster, or a server outside of it.
///
/// In a simulated cluster only the former exist; they answer at once, so a run stays a function of
/// program and seed. Owned by the loop.
public final class Backends {

  /// The way out of the cluster.
  public interface Outside {

    /// Asks; the answer comes at once, or later, on the loop. A refusal says why nobody was reached.
    Optional<ApiResult<Response>> ask(BackendCall call, Consumer<ApiResult<Response>> later);
  }

  private final Map<String, Function<Request, Response>> inside = new TreeMap<>();
  private Outside outside = (call, later) -> Optional.of(new Refused<>(ProxyHandler.unavailable(
      "dial tcp " + call.host() + ":" + call.port() + ": connect: connection refused")));

  /// Serves requests at a host and port, such as `shop.default.svc:443`.
  public void serve(String authority, Function<Request, Response> server) {
    inside.put(authority, server);
  }

  /// From now on nobody answers there.
  public void silence(String authority) {
    inside.remove(authority);
  }

  /// Opens the way out, for a live cluster.
  public void connect(Outside newOutside) {
    outside = newOutside;
  }

  /// Whether a function inside answers there.
  public boolean serves(String authority) {
    return inside.containsKey(authority);
  }

  /// Asks whoever is there, inside before outside.
  public Optional<ApiResult<Response>> ask(BackendCall call,
      Consumer<ApiResult<Response>> later) {
    Function<Request, Response> server = inside.get(call.authority());
    return server == null
        ? outside.ask(call, later)
        : Optional.of(new Ok<>(server.apply(call.named())));
  }
}
