package kube.network.ingress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import kube.foundation.machine.Dice;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;

/// The router of the reference cluster: the host decides first, then the path, element by element.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
public final class HostThenPath implements EdgeRouter {

  /// The best rule first.
  private static final Comparator<HttpRouteView> BEST = Comparator
      .comparing((HttpRouteView route) -> route.kind() == PathKind.DEFAULT)
      .thenComparingInt(route -> hostRank(route.host()))
      .thenComparing(route -> route.kind() != PathKind.EXACT)
      .thenComparingInt(route -> -elements(route.path()).size())
      .thenComparingInt(route -> -route.headers().size())
      .thenComparing(HttpRouteView::created)
      .thenComparing(HttpRouteView::object);

  @Override
  public RouteResult route(HttpRequestView request, List<HttpRouteView> routes,
      Predicate<Backend> hasEndpoints, Dice pick) {
    Optional<HttpRouteView> best = routes.stream()
        .filter(route -> meansHost(route.host(), request.hostName()))
        .filter(route -> meansPath(route, request.path()))
        .filter(route -> request.headers().entrySet().containsAll(route.headers().entrySet()))
        .min(BEST);
    if (best.isEmpty()) return new RouteResult.NoRoute();
    return draw(best.get(), pick).filter(hasEndpoints)
        .<RouteResult>map(backend -> new RouteResult.To(backend, best.get()))
        .orElseGet(() -> new RouteResult.NoEndpoints(best.get()));
  }

  private static int hostRank(String host) {
    if (host.isEmpty()) return 2;
    return host.startsWith("*.") ? 1 : 0;
  }

  /// A star stands for exactly one label.
  private static boolean meansHost(String wanted, String host) {
    if (wanted.isEmpty() || wanted.equals(host)) return true;
    int dot = host.indexOf('.');
    return wanted.startsWith("*.") && dot > 0 && wanted.substring(1).equals(host.substring(dot));
  }

  private static boolean meansPath(HttpRouteView route, String path) {
    return switch (route.kind()) {
      case DEFAULT -> true;
      case EXACT -> route.path().equals(path);
      case PREFIX -> {
        List<String> prefix = elements(route.path());
        List<String> all = elements(path);
        yield all.size() >= prefix.size() && all.subList(0, prefix.size()).equals(prefix);
      }
    };
  }

  /// `/foo/bar/` has the elements `foo` and `bar`.
  private static List<String> elements(String path) {
    List<String> elements = new ArrayList<>(List.of(path.split("/")));
    elements.removeIf(String::isEmpty);
    return elements;
  }

  /// One of the backends, as often as its weight says.
  private static Optional<Backend> draw(HttpRouteView route, Dice pick) {
    int total = route.backends().stream().mapToInt(Backend::weight).sum();
    if (total <= 0) return Optional.empty();
    int drawn = pick.below(total);
    for (Backend backend : route.backends()) {
      drawn -= backend.weight();
      if (drawn < 0) return Optional.of(backend);
    }
    return Optional.empty();
  }
}
