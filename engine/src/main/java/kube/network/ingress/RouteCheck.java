package kube.network.ingress;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import kube.foundation.machine.Randomness;
import kube.network.ingress.EdgeRouter.RouteResult;
import kube.network.ingress.HttpRouteView.Backend;

/// Finds out a router that takes another rule than the right one, or a backend that the rule does
/// not name or that nobody serves. Which of several backends it draws is its own affair.
record RouteCheck(List<HttpRouteView> routes, Predicate<Backend> hasEndpoints) {

  RouteCheck {
    routes = List.copyOf(routes);
  }

  Optional<String> lieIn(RouteResult answer, HttpRequestView request) {
    String rule = ruleOf(new HostThenPath().route(request, routes, hasEndpoints,
        new Randomness(0)));
    if (!ruleOf(answer).equals(rule)) {
      return Optional.of("for " + request.path() + " it took " + ruleOf(answer) + " where " + rule
          + " is right");
    }
    return switch (answer) {
      case RouteResult.To(Backend backend, HttpRouteView because) ->
        because.backends().contains(backend) && hasEndpoints.test(backend)
            ? Optional.empty()
            : Optional.of("it sends " + request.path() + " to " + backend + ", which cannot serve");
      case RouteResult.NoEndpoints(HttpRouteView because) -> because.backends().stream()
          .allMatch(hasEndpoints) && !because.backends().isEmpty()
              ? Optional.of("it says that nobody serves " + request.path())
              : Optional.empty();
      case RouteResult.NoRoute _ -> Optional.empty();
    };
  }

  private static String ruleOf(RouteResult result) {
    return switch (result) {
      case RouteResult.To(Backend _, HttpRouteView because) -> because.toString();
      case RouteResult.NoEndpoints(HttpRouteView because) -> because.toString();
      case RouteResult.NoRoute _ -> "no rule";
    };
  }
}
