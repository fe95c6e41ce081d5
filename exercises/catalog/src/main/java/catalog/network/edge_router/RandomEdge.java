package catalog.network.edge_router;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kube.foundation.machine.Randomness;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.PathKind;

/// Rules that were drawn so that many of them mean the same requests.
///
/// What is right is found by another way than the solutions': each rule that means a request writes
/// its claim as one text, and the first text in the alphabet wins.
record RandomEdge(List<HttpRouteView> rules) {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> HOSTS = List.of("", "", "shop.io", "*.shop.io", "www.shop.io",
      "*.io");
  private static final List<String> VISITED = List.of("shop.io", "www.shop.io", "WWW.SHOP.IO:80",
      "a.www.shop.io", "io");
  private static final List<String> ELEMENTS = List.of("/a", "/b", "/ab", "/a%2Fb");

  static RandomEdge draw(Randomness chance) {
    List<HttpRouteView> rules = new ArrayList<>();
    int count = 2 + chance.below(7);
    for (int number = 0; number < count; number++) {
      PathKind kind = chance.pick(
          List.of(PathKind.PREFIX, PathKind.PREFIX, PathKind.EXACT, PathKind.DEFAULT));
      boolean isDefault = kind == PathKind.DEFAULT;
      rules.add(new HttpRouteView("Ingress default/" + chance.pick(List.of("m", "n", "o")) + number,
          FIRST.plus(Duration.ofHours(chance.below(3))), isDefault ? "" : chance.pick(HOSTS), kind,
          isDefault ? "/" : path(chance), isDefault ? new TreeMap<>() : headers(chance),
          List.of(Edge.backend("service-" + number, 1))));
    }
    return new RandomEdge(rules);
  }

  static SortedMap<String, String> headers(Randomness chance) {
    SortedMap<String, String> headers = new TreeMap<>();
    if (chance.chance(0.4)) headers.put("tester", chance.pick(List.of("yes", "no")));
    if (chance.chance(0.3)) headers.put("lang", "de");
    return headers;
  }

  static String[] flat(Map<String, String> headers) {
    return headers.entrySet().stream().flatMap(one -> Stream.of(one.getKey(), one.getValue()))
        .toArray(String[]::new);
  }

  /// A host and a path that some rule may mean.
  String place(Randomness chance) {
    String path = chance.pick(rules).path();
    boolean goesDeeper = !path.endsWith("/") && chance.chance(0.6);
    return chance.pick(VISITED) + path + (goesDeeper ? path(chance) : "");
  }

  String right(String place, SortedMap<String, String> headers) {
    int slash = place.indexOf('/');
    String host = place.substring(0, slash).toLowerCase(Locale.ROOT).replace(":80", "");
    String path = place.substring(slash);
    SortedMap<String, String> claims = new TreeMap<>();
    for (HttpRouteView rule : rules) {
      boolean means = host.matches(hostPattern(rule.host())) && path.matches(pathPattern(rule))
          && rule.headers().entrySet().stream()
              .allMatch(one -> one.getValue().equals(headers.get(one.getKey())));
      if (means) claims.put(claim(rule), rule.backends().getFirst().service());
    }
    return claims.values().stream().findFirst().orElse("404");
  }

  private static String hostPattern(String host) {
    if (host.isEmpty()) return ".*";
    return host.replace(".", "\\.").replace("*", "[^.]+");
  }

  private static String pathPattern(HttpRouteView rule) {
    return switch (rule.kind()) {
      case DEFAULT -> ".*";
      case EXACT -> rule.path();
      case PREFIX -> rule.path().replaceFirst("/$", "") + "(/.*)?";
    };
  }

  private static String claim(HttpRouteView rule) {
    String host = rule.host().isEmpty() ? "c" : rule.host().startsWith("*") ? "b" : "a";
    long depth = Stream.of(rule.path().split("/")).filter(element -> !element.isEmpty()).count();
    return (rule.kind() == PathKind.DEFAULT ? "z" : "a") + host
        + (rule.kind() == PathKind.EXACT ? "a" : "b") + (9 - depth) + (9 - rule.headers().size())
        + rule.created() + rule.object();
  }

  private static String path(Randomness chance) {
    StringBuilder path = new StringBuilder();
    for (int left = chance.below(4); left > 0; left--) path.append(chance.pick(ELEMENTS));
    return path.isEmpty() || chance.chance(0.2) ? path.append('/').toString() : path.toString();
  }
}
