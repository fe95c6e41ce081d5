package kube.network.ingress;

import java.util.List;
import java.util.function.Predicate;

import kube.foundation.machine.Dice;
import kube.network.ingress.HttpRouteView.Backend;

/// Decides where a request goes. Called once for each request; remembers nothing.
///
/// In a worker, the rules cross as values, and each look at a backend and each draw is a call back:
/// what is not asked for does not travel. So there is no view of all backends, of which a request
/// needs one.
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
  /// @param pick decides among backends with weights
  RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Dice pick);
}
