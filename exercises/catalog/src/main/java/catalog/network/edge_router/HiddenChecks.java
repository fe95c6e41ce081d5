package catalog.network.edge_router;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.foundation.machine.Randomness;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HttpRouteView;
import kube.network.ingress.HttpRouteView.PathKind;

/// The hidden checks of X34: odd spellings, ties, copies of the router, and random rules.
@Hidden
class HiddenChecks {
  private static final int WORLDS = 120;
  private static final Instant OLD = Instant.parse("2025-06-01T00:00:00Z");

  @Task(1)
  void the_host_may_have_a_port_and_capitals(EdgeRouter router) {
    String because = "Names know no capitals, and a port is no part of a name.";
    new Edge(router).prefix("shop", "shop.io/").prefix("star", "*.shop.io/")
        .leads("SHOP.io/", "shop", because).leads("shop.io:8080/", "shop", because)
        .leads("WWW.Shop.IO:443/", "star", because);
  }

  @Task(1)
  void a_slash_at_the_end_adds_nothing_to_a_prefix(EdgeRouter router) {
    String because = "Between a slash and the end there is nothing.";
    new Edge(router).prefix("foo", "/foo/").exact("bar", "/bar")
        .leads("shop.io/foo", "foo", because).leads("shop.io/foo/", "foo", because)
        .leads("shop.io/foo/bar/", "foo", because).leads("shop.io/bar/", "404",
            "To an exact path every letter counts, also the last slash.");
    new Edge(router).prefix("deep", "/a/b").leads("shop.io/a", "404", because)
        .leads("shop.io/a/", "404", because).leads("shop.io/a/b/", "deep", because);
  }

  @Task(1)
  void an_encoded_slash_is_no_slash(EdgeRouter router) {
    String because = "Who undoes an escape at the edge opens doors that the server behind it keeps.";
    new Edge(router).prefix("secret", "/files/secret").prefix("files", "/files")
        .leads("shop.io/files%2Fsecret", "404", because)
        .leads("shop.io/files/secret%2Fold", "files", because)
        .leads("shop.io/files/secret/%2F", "secret", because);
  }

  @Task(1)
  void a_default_takes_what_is_left(EdgeRouter router) {
    String because = "A default is there for those whom nobody else wants.";
    new Edge(router).exact("cart", "shop.io/cart").prefix("any", "/blog").otherwise("lost")
        .leads("shop.io/cart", "cart", because).leads("shop.io/other", "lost", because)
        .leads("bank.io/", "lost", because).leads("bank.io/blog/1", "any", because);
  }

  @Task(2)
  void an_exact_host_wins(EdgeRouter router) {
    String because = "The host says whose visitors they are; the path is theirs to divide.";
    new Edge(router).exact("every", "/cart/pay").prefix("star", "*.shop.io/cart/pay")
        .prefix("www", "www.shop.io/")
        .leads("www.shop.io/cart/pay", "www", because)
        .leads("old.shop.io/cart/pay", "star", because)
        .leads("shop.io/cart/pay", "every", because);
    new Edge(router).otherwise("lost").prefix("any", "/blog")
        .leads("www.shop.io/blog", "any", "Any rule wins over a default, wherever that stands.");
  }

  @Task(2)
  void more_headers_win(EdgeRouter router) {
    Edge edge = new Edge(router).prefix("all", "/").prefixWith("one", "/", "a", "1")
        .prefixWith("two", "/", "a", "1", "b", "2");
    String because = "Whoever asks for more has thought of this case.";
    for (String right : List.of("two", "one", "all")) {
      String answer = switch (right) {
        case "two" -> edge.ask("shop.io/", "a", "1", "b", "2");
        case "one" -> edge.ask("shop.io/", "a", "1", "b", "3");
        default -> edge.ask("shop.io/", "a", "2", "b", "2");
      };
      edge.about("shop.io/ with headers that " + right + " means", answer, right, because)
          .failUnless(answer.equals(right));
    }
    new Edge(router).prefixWith("home", "/", "a", "1").prefix("cart", "/cart")
        .leads("shop.io/cart", "cart", "The path comes before the headers.");
    Edge both = new Edge(router).prefixWith("tests", "/cart", "a", "1").exact("cart", "/cart");
    String answer = both.ask("shop.io/cart", "a", "1");
    both.about("shop.io/cart with a=1", answer, "cart", "The path comes before the headers.")
        .failUnless(answer.equals("cart"));
  }

  @Task(2)
  void the_older_object_wins(EdgeRouter router) {
    String because = "Whoever comes later must not take the visitors of whoever was there.";
    new Edge(router).rule(plain("young", "a", OLD.plus(Duration.ofSeconds(1))))
        .rule(plain("old", "z", OLD)).leads("shop.io/", "old", because);
    new Edge(router).rule(plain("second", "zoo", OLD)).rule(plain("first", "ape", OLD))
        .rule(plain("third", "zoo2", OLD))
        .leads("shop.io/", "first", "Of equals somebody has to win, and always the same.");
  }

  @Task(2)
  void hundreds_of_random_requests_agree(EdgeRouter router, Seed seed) {
    Randomness chance = seed.random().branch("edge");
    for (int drawn = 0; drawn < WORLDS; drawn++) {
      RandomEdge world = RandomEdge.draw(chance);
      Edge edge = new Edge(router);
      world.rules().forEach(edge::rule);
      for (int request = 0; request < 3; request++) {
        String place = world.place(chance);
        SortedMap<String, String> headers = RandomEdge.headers(chance);
        String answer = edge.ask(place, RandomEdge.flat(headers));
        edge.about(place + (headers.isEmpty() ? "" : " with " + headers), answer,
            world.right(place, headers), "It came from random rules of seed " + seed.value() + ".")
            .failUnless(answer.equals(world.right(place, headers)));
      }
    }
  }

  @Task(3)
  void the_same_draw_is_the_same_backend(EdgeRouter router) {
    for (int number : new int[]{0, 95}) {
      Edge edge = new Edge(router).shared("stable", "90", "canary", "10")
          .draws(bound -> Math.min(number, bound - 1));
      String first = edge.ask("shop.io/");
      String because = "Copies of a router know nothing of each other.";
      for (int request = 1; request < 120; request++) {
        String answer = edge.ask("shop.io/");
        edge.about("shop.io/` again and again, always with the same draw, `", answer, first,
            because)
            .named("takes_turns_by_a_counter",
                "Two router copies sent 100 % to canary for a moment; draw by weight.")
            .failWhen(!answer.equals(first) && isShare(answer) && isShare(first));
        edge.about("shop.io/", answer, first, because).failUnless(answer.equals(first));
      }
    }
  }

  @Task(3)
  void weight_nought_gets_nothing(EdgeRouter router) {
    Edge edge = new Edge(router).shared("off", "0", "on", "2", "out", "0");
    String because = "Weight 0 takes a version out of service without deleting it.";
    for (int number = 0; number < 2; number++) {
      int drawn = number;
      edge.draws(bound -> Math.min(drawn, bound - 1)).leads("shop.io/", "on", because);
    }
    new Edge(router).shared("off", "0", "out", "0")
        .leads("shop.io/", "503 for Ingress default/shared", because);
    new Edge(router).shared().leads("shop.io/", "503 for Ingress default/shared",
        "A rule without backends means the page, and nobody serves it.");
  }

  @Task(3)
  void only_the_share_of_the_closed_one_fails(EdgeRouter router) {
    Edge edge = new Edge(router).shared("stable", "2", "canary", "2").closes("canary");
    int failed = 0;
    for (int number = 0; number < 4; number++) {
      int drawn = number;
      String answer = edge.draws(bound -> Math.min(drawn, bound - 1)).ask("shop.io/");
      edge.about("shop.io/` while canary has no endpoints `", answer,
          "stable, or 503 for the share of canary", "An ending Pod gets nothing new.")
          .failUnless(answer.equals("stable") || answer.startsWith("503"));
      if (answer.startsWith("503")) failed++;
    }
    edge.about("shop.io/` with each of 4 draws, while canary has no endpoints, `",
        failed + " times 503", "2 times 503",
        "If the others took its share, nobody would notice that the new version is gone.")
        .failUnless(failed == 2);
  }

  private static boolean isShare(String answer) {
    return answer.equals("stable") || answer.equals("canary");
  }

  private static HttpRouteView plain(String service, String object, Instant created) {
    return new HttpRouteView("Ingress default/" + object, created, "", PathKind.PREFIX, "/",
        new TreeMap<>(), List.of(Edge.backend(service, 1)));
  }
}
