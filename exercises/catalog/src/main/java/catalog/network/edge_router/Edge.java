package catalog.network.edge_router;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kube.foundation.machine.Dice;
import kube.foundation.machine.Randomness;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.EdgeRouter.RouteResult;
import kube.network.ingress.HttpRequestView;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.Backend;
import kube.network.ingress.HttpRouteView.PathKind;

/// Some rules at the edge of a cluster, and requests that come to it.
///
/// Each rule sends to one Service of its own unless it is said otherwise, and each is an hour
/// younger than the rule before it. A place is a host and a path: `shop.io/foo`, or `/foo` for every
/// host.
final class Edge {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final EdgeRouter router;
  private final List<HttpRouteView> rules = new ArrayList<>();
  private final Set<String> closed = new TreeSet<>();
  private Dice dice = new Randomness(34);

  Edge(EdgeRouter router) {
    this.router = router;
  }

  Edge prefix(String service, String place) {
    return add(service, place, PathKind.PREFIX, new TreeMap<>());
  }

  Edge exact(String service, String place) {
    return add(service, place, PathKind.EXACT, new TreeMap<>());
  }

  /// A prefix for requests with some headers, by turns a name and a value.
  Edge prefixWith(String service, String place, String... headers) {
    return add(service, place, PathKind.PREFIX, headers(headers));
  }

  /// What gets the requests that no other rule means.
  Edge otherwise(String service) {
    return add(service, "/", PathKind.DEFAULT, new TreeMap<>());
  }

  Edge rule(HttpRouteView rule) {
    rules.add(rule);
    return this;
  }

  /// A prefix for every host whose backends have weights, by turns a Service and its weight.
  Edge shared(String... servicesAndWeights) {
    List<Backend> backends = new ArrayList<>();
    for (int i = 0; i < servicesAndWeights.length; i += 2) {
      backends.add(backend(servicesAndWeights[i], Integer.parseInt(servicesAndWeights[i + 1])));
    }
    return rule(new HttpRouteView("Ingress default/shared", next(), "", PathKind.PREFIX, "/",
        new TreeMap<>(), backends));
  }

  /// From now on nobody is there for this Service.
  Edge closes(String service) {
    closed.add(service);
    return this;
  }

  Edge draws(Dice other) {
    dice = other;
    return this;
  }

  /// Where a request goes: the name of a Service, `404`, or `503` and whose rule it is.
  String ask(String place, String... headers) {
    int slash = place.indexOf('/');
    return answer(router.route(new HttpRequestView("GET", place.substring(0, slash),
        place.substring(slash), headers(headers)), List.copyOf(rules),
        backend -> !closed.contains(backend.service()), dice));
  }

  static String answer(RouteResult result) {
    return switch (result) {
      case RouteResult.To to -> to.backend().service();
      case RouteResult.NoRoute _ -> "404";
      case RouteResult.NoEndpoints none -> "503 for " + none.because().object();
    };
  }

  /// Says what was asked, what came back and what was needed.
  Feedback about(String place, String answer, String right, String because) {
    return weDid("We sent `GET " + place + "` to these rules: " + this + ".")
        .youAnswered("You answered `" + answer + "`.").weNeeded("We needed `" + right + "`.")
        .because(because).read("L29");
  }

  /// Fails unless a request goes where it should.
  Edge leads(String place, String right, String because) {
    String answer = ask(place);
    about(place, answer, right, because).failUnless(answer.equals(right));
    return this;
  }

  @Override
  public String toString() {
    return rules.stream().map(Edge::shown).collect(Collectors.joining("; "));
  }

  private static String shown(HttpRouteView rule) {
    String services = rule.backends().stream()
        .map(backend -> rule.backends().size() == 1
            ? backend.service()
            : backend.weight() + " of " + backend.service())
        .collect(Collectors.joining(", "));
    String headers = rule.headers().isEmpty() ? "" : " with " + rule.headers();
    return "`" + rule.kind().name().toLowerCase(Locale.ROOT) + " " + rule.host() + rule.path()
        + headers + "` to " + services;
  }

  static Backend backend(String service, int weight) {
    return new Backend("default", service, "80", weight);
  }

  static SortedMap<String, String> headers(String... namesAndValues) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private Instant next() {
    return FIRST.plus(Duration.ofHours(rules.size()));
  }

  private Edge add(String service, String place, PathKind kind,
      SortedMap<String, String> headers) {
    int slash = place.indexOf('/');
    return rule(new HttpRouteView("Ingress default/" + service, next(), place.substring(0, slash),
        kind, place.substring(slash), headers, List.of(backend(service, 1))));
  }
}
