package catalog.kubectl.kubeconfig_resolver;

import static grader.check.Feedback.weDid;

import catalog.kubectl.kubeconfig_resolver.Line.Outcome;
import grader.check.Hidden;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import kube.foundation.machine.Randomness;
import kube.tools.kubectl.config.slot.FirstFileWins;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// The hidden checks of X11: gaps in the list of files, names that lead nowhere, two credentials at
/// once, and many random command lines.
@Hidden
class HiddenChecks {
  private static final int COMMANDS = 150;
  private static final String SECRET = "live-token-7f3a";

  // Task 1: which files count?

  @Task(1)
  void gaps_in_the_list_are_skipped(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf().with("/b", "current x", "cluster c server=https://test",
        "context x cluster=c");
    Asked.of(resolver, shelf, Line.env("", "/missing", "/b", ""))
        .because("A variable is often put together by scripts, with a colon too many.",
            "L11#fact-files")
        .mustBe("https://test as nobody in namespace default, context \"x\"");
    Shelf home = new Shelf().with(Checks.HOME_CONFIG, "current x", "cluster c server=https://home",
        "context x cluster=c");
    Asked.of(resolver, home, Line.env("", ""))
        .because("A variable without a name in it names nothing.", "L11#fact-files")
        .mustBe("https://home as nobody in namespace default, context \"x\"");
  }

  // Task 2: the first one wins.

  @Task(2)
  void an_empty_current_context_is_none(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf()
        .with("/a", "cluster c server=https://test", "context x cluster=c",
            "context x cluster=d namespace=shop", "cluster d server=https://prod")
        .with("/b", "current x").with("/c", "current y", "context y cluster=d");
    Asked.of(resolver, shelf, Line.env("/a", "/b", "/c"))
        .because("The first file that names one decides, also within a list.", "L11#fact-first")
        .mustBe("https://test as nobody in namespace default, context \"x\"");
  }

  // Task 3: from a context to a server.

  @Task(3)
  void a_name_that_leads_nowhere_is_said(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf().with(Checks.HOME_CONFIG, "current x", "cluster c server=https://test",
        "user u token=t", "context x cluster=c user=u", "context y cluster=lost user=u",
        "context z cluster=c user=gone", "cluster e colour=red");
    String because = "A typing mistake in a name must not end at another cluster.";
    refused(resolver, shelf, Map.of("context", "typo"), "typo", because);
    refused(resolver, shelf, Map.of("context", "y"), "lost", because);
    refused(resolver, shelf, Map.of("context", "z"), "gone", because);
    refused(resolver, shelf, Map.of("cluster", "nope"), "nope", because);
    refused(resolver, shelf, Map.of("user", "who"), "who", because);
    refused(resolver, shelf, Map.of("cluster", "e"), "server", because);
  }

  private static void refused(KubeconfigResolver resolver, Shelf shelf, Map<String, String> flags,
      String naming, String because) {
    Asked.of(resolver, shelf, Line.plain().with(flags)).because(because, "L11#fact-no-server")
        .mustBeRefused(naming);
  }

  // Task 4: as whom?

  @Task(4)
  void of_two_credentials_none_is_chosen(KubeconfigResolver resolver) {
    for (String certificate : List.of("client-certificate=me.crt",
        "client-certificate-data=Q2Vy")) {
      for (String token : List.of("token=" + SECRET, "tokenFile=token")) {
        Shelf shelf = new Shelf().with(Checks.HOME_CONFIG, "current x",
            "cluster c server=https://test",
            "user u client-key=me.key " + certificate + " " + token, "context x cluster=c user=u");
        Asked.of(resolver, shelf, Line.plain())
            .because("What you may do depends on who you are.", "L11#fact-one-way")
            .named("prints_tokens", "Your error message contains a live token. Logs travel.",
                refusal(resolver, shelf).contains(SECRET))
            .named("picks_one_of_two",
                "Certificate and token both set: ask, do not guess who you are.",
                refusal(resolver, shelf).isEmpty())
            .mustBeRefused("");
      }
    }
  }

  private static String refusal(KubeconfigResolver resolver, Shelf shelf) {
    return Line.plain().resolve(resolver, shelf).refusal();
  }

  @Task(4)
  void many_random_lines_find_their_server(KubeconfigResolver resolver, Seed seed,
      Remark remark) {
    Randomness chance = seed.random().branch("lines");
    FirstFileWins ours = new FirstFileWins();
    int found = 0;
    for (int number = 0; number < COMMANDS; number++) {
      RandomLine random = RandomLine.draw(chance, 1 + number / 30);
      Outcome right = random.line().resolve(ours, random.shelf());
      Outcome answer = random.line().resolve(resolver, random.shelf());
      weDid("These files are there. " + random.shelf() + "We typed " + random.line()
          + " (random line of seed " + seed.value() + ").")
          .youAnswered("You answered: " + answer + ".").weNeeded("We needed: "
              + (right.connection().isEmpty() ? "a BadConfig" : right) + ".")
          .because("The next command may be `delete`.").read("L11")
          .failUnless(right.isSameAs(answer));
      found += right.connection().isPresent() ? 1 : 0;
    }
    remark.says("Of " + COMMANDS + " random command lines you sent " + found
        + " to their server, and refused the others.");
  }
}
