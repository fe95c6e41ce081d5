package kube.network.ingress;

import java.util.List;
import java.util.function.Predicate;

import kube.foundation.machine.Randomness;
import kube.network.ingress.HttpRouteView.Backend;

/// Decides where a request goes. Called once for each request; remembers nothing.
public interface EdgeRouter {

  /// Where a request goes.
  sealed interface RouteResult {

    record To(Backend backend, HttpRouteView because) implements RouteResult {}

    /// No rule means the request: 404.
    record NoRoute() implements RouteResult {}

    /// A rule means it, and nobody is there to serve it: 503.
    record NoEndpoints(HttpRouteView because) implements RouteResult {}
  }

  /// @param hasEndpoints whether a backend may get new requests now
  RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Randomness pick);
}
