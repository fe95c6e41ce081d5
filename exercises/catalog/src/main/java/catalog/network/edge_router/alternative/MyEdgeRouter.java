package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import kube.foundation.machine.Dice;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HttpRequestView;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;

/// Another way: rules challenge each other in one loop, and paths are compared as texts that end
/// with a slash.
public final class MyEdgeRouter implements EdgeRouter {

  @Override
  public RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Dice pick) {
    HttpRouteView winner = null;
    for (HttpRouteView challenger : routes) {
      boolean fits = fitsHost(challenger, request) && fitsPath(challenger, request)
          && fitsHeaders(challenger, request);
      if (fits && (winner == null || beats(challenger, winner))) winner = challenger;
    }
    if (winner == null) return new RouteResult.NoRoute();
    List<Backend> tickets = new ArrayList<>();
    for (Backend backend : winner.backends()) {
      for (int ticket = 0; ticket < backend.weight(); ticket++) tickets.add(backend);
    }
    if (tickets.isEmpty()) return new RouteResult.NoEndpoints(winner);
    Backend drawn = tickets.get(tickets.size() - 1 - pick.below(tickets.size()));
    return hasEndpoints.test(drawn)
        ? new RouteResult.To(drawn, winner)
        : new RouteResult.NoEndpoints(winner);
  }

  private static boolean fitsHost(HttpRouteView rule, HttpRequestView request) {
    String[] wanted = rule.host().split("\\.", -1);
    String[] given = request.hostName().split("\\.", -1);
    if (rule.host().isEmpty()) return true;
    if (wanted.length != given.length) return false;
    for (int label = 0; label < wanted.length; label++) {
      boolean isStar = label == 0 && wanted[label].equals("*");
      if (!isStar && !wanted[label].equals(given[label])) return false;
    }
    return true;
  }

  private static boolean fitsPath(HttpRouteView rule, HttpRequestView request) {
    if (rule.kind() == PathKind.DEFAULT) return true;
    if (rule.kind() == PathKind.EXACT) return rule.path().equals(request.path());
    return closed(request.path()).startsWith(closed(rule.path()));
  }

  private static boolean fitsHeaders(HttpRouteView rule, HttpRequestView request) {
    for (Map.Entry<String, String> header : rule.headers().entrySet()) {
      if (!header.getValue().equals(request.headers().get(header.getKey()))) return false;
    }
    return true;
  }

  private static boolean beats(HttpRouteView one, HttpRouteView other) {
    int[] first = rank(one);
    int[] second = rank(other);
    for (int at = 0; at < first.length; at++) {
      if (first[at] != second[at]) return first[at] > second[at];
    }
    int age = one.created().compareTo(other.created());
    return age != 0 ? age < 0 : one.object().compareTo(other.object()) < 0;
  }

  /// More is better, the first number before all others.
  private static int[] rank(HttpRouteView rule) {
    int host = rule.host().isEmpty() ? 0 : rule.host().charAt(0) == '*' ? 1 : 2;
    String path = closed(rule.path());
    int depth = (int) path.chars().filter(letter -> letter == '/').count();
    return new int[]{rule.kind() == PathKind.DEFAULT ? 0 : 1, host,
        rule.kind() == PathKind.EXACT ? 1 : 0, depth, rule.headers().size()};
  }

  private static String closed(String path) {
    return path.endsWith("/") ? path : path + "/";
  }
}
