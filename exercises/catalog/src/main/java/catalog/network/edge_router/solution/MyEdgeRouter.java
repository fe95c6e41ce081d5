package learner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kube.foundation.machine.Dice;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HttpRequestView;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;

/// Finds the best of the rules that mean a request, and draws one of its backends.
public class MyEdgeRouter implements EdgeRouter {

  private static final Comparator<HttpRouteView> BEST_FIRST = Comparator
      .comparing((HttpRouteView rule) -> rule.kind() == PathKind.DEFAULT)
      .thenComparing(rule -> rule.host().isEmpty())
      .thenComparing(rule -> rule.host().startsWith("*."))
      .thenComparing(rule -> rule.kind() != PathKind.EXACT)
      .thenComparing(rule -> -elements(rule.path()).size())
      .thenComparing(rule -> -rule.headers().size())
      .thenComparing(HttpRouteView::created)
      .thenComparing(HttpRouteView::object);

  @Override
  public RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Dice pick) {
    Optional<HttpRouteView> best = routes.stream().filter(rule -> means(rule, request))
        .min(BEST_FIRST);
    if (best.isEmpty()) return new RouteResult.NoRoute();
    HttpRouteView rule = best.get();
    return draw(rule.backends(), pick).filter(hasEndpoints)
        .<RouteResult>map(backend -> new RouteResult.To(backend, rule))
        .orElse(new RouteResult.NoEndpoints(rule));
  }

  private static boolean means(HttpRouteView rule, HttpRequestView request) {
    return meansHost(rule.host(), request.hostName())
        && meansPath(rule, request.path())
        && request.headers().entrySet().containsAll(rule.headers().entrySet());
  }

  /// A star stands for the first label of the host, and only for that.
  private static boolean meansHost(String wanted, String host) {
    if (wanted.isEmpty() || wanted.equals(host)) return true;
    String rest = host.substring(host.indexOf('.') + 1);
    return wanted.equals("*." + rest) && !rest.equals(host);
  }

  private static boolean meansPath(HttpRouteView rule, String path) {
    return switch (rule.kind()) {
      case DEFAULT -> true;
      case EXACT -> rule.path().equals(path);
      case PREFIX -> begins(elements(path), elements(rule.path()));
    };
  }

  private static boolean begins(List<String> all, List<String> prefix) {
    return all.size() >= prefix.size() && all.subList(0, prefix.size()).equals(prefix);
  }

  private static List<String> elements(String path) {
    return Arrays.stream(path.split("/")).filter(element -> !element.isEmpty()).toList();
  }

  /// Lays the weights end to end, and takes the backend on which the drawn number falls.
  private static Optional<Backend> draw(List<Backend> backends, Dice pick) {
    int total = backends.stream().mapToInt(Backend::weight).sum();
    if (total == 0) return Optional.empty();
    int left = pick.below(total);
    for (Backend backend : backends) {
      left -= backend.weight();
      if (left < 0) return Optional.of(backend);
    }
    throw new IllegalStateException("drew beyond " + total);
  }
}
