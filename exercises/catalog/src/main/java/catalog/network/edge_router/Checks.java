package catalog.network.edge_router;

import grader.check.Task;
import kube.foundation.machine.Randomness;
import kube.network.ingress.EdgeRouter;

/// The visible checks of X34: what a rule means, which one wins, and what the edge answers.
class Checks {
  private static final int REQUESTS = 200;

  @Task(1)
  void a_rule_means_its_host(EdgeRouter router) {
    String because = "Many shops share one edge; each wants its own visitors.";
    new Edge(router).prefix("shop", "shop.io/").prefix("bank", "bank.io/")
        .leads("shop.io/", "shop", because).leads("bank.io/", "bank", because)
        .leads("www.shop.io/", "404", because);
    new Edge(router).prefix("all", "/").leads("anybody.example/x", "all", because);
  }

  @Task(1)
  void a_star_stands_for_one_label(EdgeRouter router) {
    Edge edge = new Edge(router).prefix("star", "*.shop.io/");
    String because = "The certificate of the star covers one label, too.";
    edge.leads("www.shop.io/", "star", because).leads("shop.io/", "404", because);
    String answer = edge.ask("a.b.shop.io/");
    edge.about("a.b.shop.io/", answer, "404", because)
        .named("lets_a_star_cover_many_labels",
            "`a.b.shop.io` reached a certificate that does not cover it.")
        .failWhen(answer.equals("star"));
    edge.leads("a.b.shop.io/", "404", because).leads("wwwshop.io/", "404", because);
  }

  @Task(1)
  void a_prefix_goes_by_elements(EdgeRouter router) {
    Edge edge = new Edge(router).prefix("foo", "shop.io/foo");
    String because = "What begins alike is not the same page.";
    edge.leads("shop.io/foo", "foo", because).leads("shop.io/foo/bar", "foo", because)
        .leads("shop.io/fo", "404", because).leads("shop.io/bar/foo", "404", because);
    String answer = edge.ask("shop.io/foobar");
    edge.about("shop.io/foobar", answer, "404", because)
        .named("compares_letters", "`/foobar` went to the `/foo` team.")
        .failWhen(answer.equals("foo"));
    edge.leads("shop.io/foobar", "404", because);
  }

  @Task(1)
  void headers_must_be_there(EdgeRouter router) {
    Edge edge = new Edge(router).prefixWith("beta", "shop.io/", "tester", "yes", "lang", "de");
    String because = "A header chooses who sees the new version.";
    String all = edge.ask("shop.io/", "tester", "yes", "lang", "de", "accept", "*/*");
    edge.about("shop.io/ with all its headers", all, "beta", because)
        .failUnless(all.equals("beta"));
    String other = edge.ask("shop.io/", "tester", "no", "lang", "de");
    edge.about("shop.io/ with tester=no", other, "404", because).failUnless(other.equals("404"));
    String one = edge.ask("shop.io/", "lang", "de");
    edge.about("shop.io/ without tester", one, "404", because).failUnless(one.equals("404"));
  }

  @Task(2)
  void the_longest_prefix_wins(EdgeRouter router) {
    Edge edge = new Edge(router).prefix("home", "shop.io/").prefix("api", "shop.io/api");
    String because = "Whoever writes a longer path means it.";
    String answer = edge.ask("shop.io/api/carts");
    edge.about("shop.io/api/carts", answer, "api", because)
        .named("takes_the_first_rule", "`/` stood first and swallowed `/api`.")
        .failWhen(answer.equals("home"));
    edge.leads("shop.io/api/carts", "api", because).leads("shop.io/cart", "home", because);
  }

  @Task(2)
  void an_exact_path_wins(EdgeRouter router) {
    String because = "An exact path leaves no doubt about what is meant.";
    new Edge(router).prefix("any", "shop.io/cart").exact("one", "shop.io/cart")
        .leads("shop.io/cart", "one", because).leads("shop.io/cart/", "any", because)
        .leads("shop.io/cart/9", "any", because);
  }

  @Task(3)
  void no_rule_is_404(EdgeRouter router) {
    String because = "A page that nobody has written is not there.";
    new Edge(router).leads("shop.io/", "404", because).exact("one", "shop.io/cart")
        .leads("shop.io/", "404", because);
  }

  @Task(3)
  void nobody_there_is_503(EdgeRouter router) {
    Edge edge = new Edge(router).prefix("home", "/").prefix("cart", "/cart").closes("cart");
    String because = "A client may ask again after 503, and gives up after 404.";
    String right = "503 for Ingress default/cart";
    String answer = edge.ask("shop.io/cart");
    edge.about("shop.io/cart, when cart has no endpoints,", answer, right, because)
        .named("says_404_when_nobody_is_there",
            "The page exists, its servers do not: 503, so clients retry.")
        .failWhen(answer.equals("404"));
    edge.leads("shop.io/cart", right, because).leads("shop.io/", "home", because);
  }

  @Task(3)
  void weights_share_the_requests(EdgeRouter router) {
    Edge edge = new Edge(router).shared("stable", "90", "canary", "10")
        .draws(new Randomness(9_010));
    int canary = 0;
    for (int request = 0; request < REQUESTS; request++) {
      String answer = edge.ask("shop.io/");
      edge.about("shop.io/", answer, "stable or canary", "Every request has to go somewhere.")
          .failUnless(answer.equals("stable") || answer.equals("canary"));
      if (answer.equals("canary")) canary++;
    }
    edge.about("shop.io/` " + REQUESTS + " times `", canary + " times canary",
        "about " + REQUESTS / 10 + " times canary",
        "A new version meets one visitor in ten, and not all of them.")
        .failUnless(canary > 5 && canary < 46);
  }
}
