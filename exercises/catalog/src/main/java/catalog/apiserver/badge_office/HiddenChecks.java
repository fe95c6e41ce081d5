package catalog.apiserver.badge_office;

import static catalog.apiserver.badge_office.Lobby.API;
import static catalog.apiserver.badge_office.Lobby.NOON;
import static catalog.apiserver.badge_office.Lobby.hour;
import static grader.check.Feedback.weDid;

import catalog.apiserver.badge_office.Lobby.Answer;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import grader.worker.LearnerThrew;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.access.authentication.TokenService.Bond;
import kube.controlplane.apiserver.access.authentication.TokenService.TokenSpec;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.machine.Randomness;

/// The hidden checks of X21: corners of time, forged badges, and what the dead leave behind.
@Hidden
class HiddenChecks {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Bond NODE = new Bond("node", "node-a", "u-node-a");
  private static final int BADGES = 10;

  // Task 1

  @Task(1)
  void any_text_may_stand_in_it(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling("You issued a token with odd names in it.");
    TokenSpec spec = new TokenSpec("id & =.%", "u-robot", List.of("a\nb", "", API, "\"ü\""), NOON,
        NOON.plus(HOUR), Optional.of(NOON.plusSeconds(7)),
        List.of(NODE, new Bond("secret", "key", "u-key"), new Bond("pod", "web", "u-web")));
    lobby.alive("secret", "dev", "key", "u-key").show(lobby.issue(spec), API)
        .mustBeBelieved(spec, "Nobody can slip a claim of their own into a badge.");
  }

  @Task(1)
  void what_is_no_token_is_doubted(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    Tampering real = Tampering.of(lobby.issue(hour()));
    for (String text : List.of("", ".", "..", "a.b.c", "Bearer " + real.token(), real.header(),
        real.token() + ".", "." + real.token(), real.header() + "." + real.claims(),
        real.header() + ".*." + real.signature())) {
      lobby.telling("\"" + text + "\" was shown, which is no token of yours.").show(text, API)
          .mustBeDoubted("Anybody may send anything to an API server.");
    }
  }

  @Task(1)
  void ten_minutes_are_the_shortest_life(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    for (long seconds : List.of(599L, 0L, -3600L)) {
      String answer = attempt(lobby, seconds);
      weDid("We asked for a token that lives " + seconds + " seconds.").youAnswered(answer)
          .weNeeded("We needed: an IllegalArgumentException.")
          .because("The kubelet needs time to fetch the next one, and clocks differ.")
          .read("L19#fact-time").failUnless(answer.contains("IllegalArgumentException"));
    }
    TokenSpec short10 = Lobby.spec("t-1", Duration.ofMinutes(10), List.of(API));
    lobby.telling("A token of ten minutes was shown at once.").show(lobby.issue(short10), API)
        .mustBeBelieved(short10, "Ten minutes are enough.");
  }

  private static String attempt(Lobby lobby, long seconds) {
    try {
      return "You issued \""
          + lobby.issue(Lobby.spec("t-1", Duration.ofSeconds(seconds), List.of(API))) + "\".";
    } catch (IllegalArgumentException refusal) {
      return "You threw IllegalArgumentException: " + refusal.getMessage() + ".";
    } catch (LearnerThrew refusal) {
      return "You threw " + refusal.type() + ".";
    }
  }

  // Task 2

  @Task(2)
  void no_other_algorithm_is_believed(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    Tampering real = Tampering.of(lobby.issue(hour()));
    byte[] longer = Arrays.copyOf(real.signatureBytes(), real.signatureBytes().length + 1);
    byte[] turned = real.signatureBytes();
    turned[turned.length - 1] ^= 1;
    String because = "Only the key in your own drawer says what is genuine.";
    lobby.telling("We wrote HS256 into its header.").show(real.algorithm("HS256").token(), API)
        .mustBeDoubted(because);
    lobby.telling("We left the signature out.").show(real.signature(new byte[0]).token(), API)
        .mustBeDoubted(because);
    lobby.telling("We changed a bit of the signature.").show(real.signature(turned).token(), API)
        .mustBeDoubted(because);
    lobby.telling("We made the signature a byte longer.").show(real.signature(longer).token(), API)
        .mustBeDoubted(because);
    lobby.telling("We named a key in the header that you never had.")
        .show(real.header("{\"alg\":\"ES256\",\"kid\":\"1999-01-01\"}").token(), API)
        .mustBeDoubted(because);
    lobby.telling("We wrote no JSON into its header.").show(real.header("hello").token(), API)
        .mustBeDoubted(because);
  }

  @Task(2)
  void another_office_has_other_keys(BadgeOffice office, Learner<BadgeOffice> learner) {
    BadgeOffice elsewhere = learner.start();
    String foreign = new Lobby(elsewhere).issue(hour());
    Lobby lobby = new Lobby(office).telling("A second office, in another cluster, issued a token"
        + " for the same account. It was shown to the first one, after that had issued its own.");
    String own = lobby.issue(hour());
    lobby.show(foreign, API).mustBeDoubted("Keys that all clusters share are no keys.");
    lobby.telling("Its own token was shown to the first office.").show(own, API)
        .mustBeBelieved(hour(), "This one it signed itself.");
  }

  @Task(2)
  void every_day_has_its_key(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    TokenSpec week = Lobby.spec("t-1", Duration.ofDays(7), List.of(API));
    Instant tomorrow = Instant.parse("2026-11-25T00:00:00Z");
    TokenSpec later = new TokenSpec("t-2", "u-robot", List.of(API), tomorrow,
        tomorrow.plus(Duration.ofDays(7)), Optional.empty(), List.of());
    Tampering old = Tampering.of(lobby.issue(week));
    Tampering young = Tampering.of(lobby.issue(later));
    Tampering same = Tampering.of(lobby.issue(hour()));
    List<Optional<String>> names = List.of(old.said("kid"), young.said("kid"), same.said("kid"));
    List<Optional<String>> ways = List.of(old.said("alg"), young.said("alg"));
    weDid("You issued tokens on two days, and one more for the first of them.")
        .youAnswered("Their headers name the keys " + names + " and the algorithms " + ways + ".")
        .weNeeded("We needed: `alg` and `kid` in JSON, another `kid` for another day, and the same"
            + " one for the same day.")
        .because("A key that was stolen is worth little when the next one signs.")
        .read("L19#fact-token").failUnless(ways.stream().allMatch(Optional.of("ES256")::equals)
            && names.stream().allMatch(Optional::isPresent)
            && !names.get(0).equals(names.get(1)) && names.get(0).equals(names.get(2)));
    lobby.at(tomorrow.plus(HOUR)).telling("The token of the first day was shown on the second.")
        .show(old.token(), API)
        .mustBeBelieved(week, "A new key must not make every badge worthless.");
    lobby.telling("The token of the second day was shown.").show(young.token(), API)
        .mustBeBelieved(later, "Both keys are good.");
    Tampering mixed = new Tampering(young.header(), old.claims(), old.signature());
    lobby.telling("We gave the token of the first day the header of the second.")
        .show(mixed.token(), API).mustBeDoubted("Another key signed it.");
  }

  // Task 3

  @Task(3)
  void the_second_decides(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    TokenSpec spec = hour();
    String token = lobby.issue(spec);
    lobby.telling("You issued an hour at 12:00:00. It was shown in that second.").at(NOON)
        .show(token, API).mustBeBelieved(spec, "It begins when it is issued.");
    lobby.telling("You issued an hour at 12:00:00. It was shown at 12:59:59.")
        .at(NOON.plusSeconds(3599)).show(token, API).mustBeBelieved(spec, "A second is left.");
    lobby.telling("You issued an hour at 12:00:00. It was shown at 13:00:00.")
        .at(NOON.plusSeconds(3600)).show(token, API)
        .mustBeDoubted("From the second on in which it expires it is worthless.");
    lobby.telling("You issued an hour at 12:00:00. It was shown at 11:59:59.")
        .at(NOON.minusSeconds(1)).show(token, API)
        .mustBeDoubted(
            "A token from the future comes from a clock that is wrong, or from a thief.");
  }

  @Task(3)
  void one_common_audience_is_enough(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    TokenSpec two = Lobby.spec("t-1", HOUR, List.of("https://vault", "https://bank"));
    String token = lobby.issue(two);
    lobby.telling("A token for vault and bank was shown to somebody who is called shop and bank.")
        .show(token, "https://shop", "https://bank").mustBeBelieved(two, "Both know the bank.");
    lobby.telling("A token for vault and bank was shown to https://bank.example.")
        .show(token, "https://bank.example").mustBeDoubted("A similar name is another name.");
    lobby.telling("A token for vault and bank was shown to nobody in particular.").show(token)
        .mustBeDoubted("Whoever has no name is not meant.");
  }

  // Task 4

  @Task(4)
  void a_bond_holds_to_the_uid(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling("You issued a token for the Pod web with the uid u-web."
        + " Now another Pod web is there, with the uid u-new.");
    String token = lobby.issue(hour());
    lobby.gone("pod", "dev", "web", "u-web").alive("pod", "dev", "web", "u-new").show(token, API)
        .mustBeDoubted("A name can be taken again; a uid cannot.");
    TokenSpec ofSecret = Lobby.spec("t-2", HOUR, List.of(API), new Bond("secret", "key", "u-key"));
    String second = lobby.issue(ofSecret);
    lobby.telling("A token bound to a Secret of another namespace was shown.")
        .alive("secret", "prod", "key", "u-key").show(second, API)
        .mustBeDoubted("What it is bound to lies in its account's namespace.");
    lobby.telling("A token bound to a Secret that is there was shown.")
        .alive("secret", "dev", "key", "u-key").show(second, API)
        .mustBeBelieved(ofSecret, "The Secret lives.");
    lobby.telling("The Secret is there, and the account is gone.")
        .gone("serviceaccount", "dev", "robot", "u-robot").show(second, API)
        .mustBeDoubted("Without the account there is nobody to be.");
  }

  @Task(4)
  void a_pods_node_is_only_named(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    TokenSpec ofPod = Lobby.spec("t-1", HOUR, List.of(API), NODE, new Bond("pod", "web", "u-web"));
    lobby.telling("A token of the Pod web names node-a as well. The Node object is gone.")
        .show(lobby.issue(ofPod), API)
        .mustBeBelieved(ofPod, "It dies with its Pod; the node only tells where that ran.");
    TokenSpec ofNode = Lobby.spec("t-2", HOUR, List.of(API), NODE);
    String token = lobby.issue(ofNode);
    lobby.telling("A token is bound to node-a alone, and that is gone.").show(token, API)
        .mustBeDoubted("It is bound to nothing else.");
    lobby.telling("A token is bound to node-a alone, which lives; a Node has no namespace.")
        .alive("node", "", "node-a", "u-node-a").show(token, API)
        .mustBeBelieved(ofNode, "The node lives.");
  }

  @Task(4)
  void who_is_not_genuine_costs_nothing(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    Tampering real = Tampering.of(lobby.issue(hour()));
    lobby.show(real.algorithm("none").signature(new byte[0]).token(), API);
    weDid("A forged token was shown.")
        .youAnswered("You asked " + lobby.questions() + " times who is alive.")
        .weNeeded("We needed: no question.")
        .because("Strangers must not make an API server search its memory.")
        .read("L19#fact-check").failUnless(lobby.questions() == 0);
  }

  @Task(4)
  void the_log_learns_why(BadgeOffice office) {
    Lobby lobby = new Lobby(office);
    String token = lobby.issue(hour());
    Answer forged = lobby.show(Tampering.of(token).signature(new byte[0]).token(), API);
    Answer elsewhere = lobby.show(token, "https://vault");
    Answer dead = lobby.gone("pod", "dev", "web", "u-web").show(token, API);
    Answer late = lobby.at(NOON.plus(HOUR)).show(token, API);
    List<String> reasons = List.of(forged.reason(), elsewhere.reason(), dead.reason(),
        late.reason());
    weDid("A forged token, one for others, one of a deleted Pod and one that has expired were"
        + " shown.").youAnswered("Your reasons are " + reasons + ".")
        .weNeeded("We needed: four reasons that can be told apart, none empty, and none with the"
            + " token in it.")
        .because("The bearer is only told that the token is invalid; whoever reads the log needs to"
            + " know why, and must not find a badge there.")
        .read("L19#fact-check")
        .failUnless(reasons.stream().distinct().count() == reasons.size()
            && reasons.stream().noneMatch(reason -> reason.isBlank()
                || reason.contains(Tampering.of(token).signature())));
  }

  @Task(4)
  void random_badges_are_judged_rightly(BadgeOffice office, Seed seed) {
    Randomness chance = seed.random().branch("badges");
    for (int i = 0; i < BADGES; i++) RandomBadge.draw(chance, i).check(office, seed);
  }

  // Task 5

  @Task(5)
  void a_namespace_that_goes_gets_none(BadgeOffice office) {
    String because = "Nothing new may come into it, and trying would only make noise.";
    new Registry(office).telling("The namespace dev is being deleted, and its account is gone.")
        .pass("dev", true).must(List.of(), because).mustBeDone(because);
  }

  @Task(5)
  void who_comes_second_is_content(BadgeOffice office) {
    new Registry(office).telling("Your cache is late: the account is there already.")
        .refuses(Status.alreadyExists(CoreKinds.SERVICE_ACCOUNT, "default")).pass("dev", false)
        .mustBeDone("All that you wanted is that it exists.");
  }

  @Task(5)
  void a_refusal_is_tried_again(BadgeOffice office) {
    Status busy = new Status(500, "InternalError", "the server is busy", "default", "",
        "serviceaccounts", List.<Cause>of());
    new Registry(office).telling("The API server could not create the account.").refuses(busy)
        .pass("dev", false).must(List.of("dev/default"), "One try a pass is enough.")
        .mustTryAgain("Nobody else will look after this namespace.");
  }
}
