package learner;

import java.util.List;
import java.util.function.Predicate;
import kube.foundation.machine.Dice;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HttpRequestView;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.Backend;

/// Decides where each request from outside goes.
public class MyEdgeRouter implements EdgeRouter {

  @Override
  public RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Dice pick) {
    // Which rules mean the request, which of them wins, and which of its backends gets it?
    return new RouteResult.NoRoute();
  }
}
