package catalog.apiserver.badge_office;

import static catalog.apiserver.badge_office.Lobby.API;
import static catalog.apiserver.badge_office.Lobby.NOON;
import static catalog.apiserver.badge_office.Lobby.hour;

import catalog.apiserver.badge_office.Lobby.Answer;
import grader.check.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kube.controlplane.apiserver.access.authentication.TokenService.Review;
import kube.controlplane.apiserver.access.authentication.TokenService.TokenSpec;

/// The visible checks of X21: one badge on its way, and a few that open no door.
class Checks {
  private static final String MIXES = "mixes_seconds_and_milliseconds";
  private static final String YEAR_57_000 = "Your token is valid until the year 57,000.";
  private static final Instant YEAR_10_000 = Instant.parse("+10000-01-01T00:00:00Z");

  // Task 1: issue, and know again.

  @Task(1)
  void what_was_issued_is_known_again(BadgeOffice office) {
    Lobby lobby = new Lobby(office)
        .telling("You issued an hour for the Pod web, and a minute later it was shown to the API"
            + " server.");
    TokenSpec spec = hour();
    String token = lobby.issue(spec);
    Tampering.of(token);
    Answer answer = lobby.after(Duration.ofMinutes(1)).show(token, API);
    answer.feedback().weNeeded("We needed: " + spec + ".").named(MIXES, YEAR_57_000)
        .failWhen(expiresInAnotherAge(answer));
    answer.mustBeBelieved(spec,
        "Whose badge it is, and what it says, decides what its bearer may do.");
  }

  // Task 2: only what you signed.

  @Task(2)
  void a_header_is_not_believed(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling(
        "We took a token, changed `alg` in its header to none, and left the signature empty.");
    Tampering real = Tampering.of(lobby.issue(hour()));
    lobby.show(real.algorithm("none").signature(new byte[0]).token(), API).mustBeDoubted(
        "Whoever writes the header would choose how to be checked.", "believes_the_header",
        "We changed `alg` to *none* and signed nothing. You let us in.");
  }

  @Task(2)
  void what_it_says_cannot_be_changed(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling(
        "We took two tokens of yours, and put what the one says under the signature of the other.");
    Tampering one = Tampering.of(lobby.issue(hour()));
    Tampering other = Tampering.of(lobby.issue(
        Lobby.spec("t-2", Duration.ofDays(300), List.of(API, "https://vault"))));
    lobby.show(one.claims(other.claims()).token(), API)
        .mustBeDoubted("An hour would become a year.");
  }

  // Task 3: for a time and for somebody.

  @Task(3)
  void its_time_ends(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling("You issued an hour at noon. It was shown at 13:30.");
    String token = lobby.issue(hour());
    Answer late = lobby.at(NOON.plus(Duration.ofMinutes(90))).show(token, API);
    boolean endsInAnotherAge = late.isBelieved()
        && !lobby.at(Instant.parse("+60000-01-01T00:00:00Z")).show(token, API).isBelieved();
    late.feedback().weNeeded("We needed: you doubt it.").named(MIXES, YEAR_57_000)
        .failWhen(endsInAnotherAge || expiresInAnotherAge(late));
    late.mustBeDoubted("A stolen badge must not open doors for ever.");
    lobby.telling("You issued an hour at noon. It was shown at 12:30.")
        .at(NOON.plus(Duration.ofMinutes(30))).show(token, API)
        .mustBeBelieved(hour(), "Until then it is good.");
  }

  @Task(3)
  void it_opens_only_its_own_door(BadgeOffice office) {
    Lobby lobby = new Lobby(office)
        .telling("You issued a token for the audience https://vault, and it was shown to the API"
            + " server.");
    TokenSpec vault = Lobby.spec("t-1", Duration.ofHours(1), List.of("https://vault"));
    String token = lobby.issue(vault);
    lobby.show(token, API).mustBeDoubted("The vault sees this badge, and could come in with it.",
        "ignores_the_audience",
        "A token meant for the vault worked on the API server: one stolen badge, all doors.");
    lobby.telling("You issued a token for the audience https://vault, and it was shown there.")
        .show(token, "https://vault").mustBeBelieved(vault, "That is whom it is for.");
  }

  private static boolean expiresInAnotherAge(Answer answer) {
    return answer.review() instanceof Review.Believed(_, _, TokenSpec spec)
        && spec.expires().isAfter(YEAR_10_000);
  }

  // Task 4: bound to the living.

  @Task(4)
  void it_dies_with_its_pod(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling(
        "You issued an hour for the Pod web. The Pod was deleted, and then the token was shown.");
    String token = lobby.issue(hour());
    lobby.gone("pod", "dev", "web", "u-web").after(Duration.ofMinutes(5)).show(token, API)
        .mustBeDoubted("Nobody can give a badge back; it has to become worthless by itself.",
            "skips_the_live_check",
            "Signature fine, Pod deleted an hour ago. Bound tokens die with their Pod.");
    lobby.telling("You issued an hour for the Pod web, which runs, and the token was shown.")
        .alive("pod", "dev", "web", "u-web").show(token, API)
        .mustBeBelieved(hour(), "It is the Pod that it was issued for.");
  }

  @Task(4)
  void a_new_account_of_that_name_is_another_one(BadgeOffice office) {
    Lobby lobby = new Lobby(office).telling("You issued a token for robot with the uid u-robot."
        + " The account was deleted and made again, with the uid u-again, and got a token too."
        + " Then the first one was shown.");
    TokenSpec unbound = Lobby.spec("t-1", Duration.ofHours(1), List.of(API));
    String old = lobby.issue(unbound);
    lobby.gone("serviceaccount", "dev", "robot", "u-robot").alive("serviceaccount", "dev", "robot",
        "u-again");
    TokenSpec fresh = new TokenSpec("t-2", "u-again", List.of(API), NOON,
        NOON.plus(Duration.ofHours(1)), Optional.empty(), List.of());
    String young = lobby.issue(fresh);
    lobby.show(old, API).mustBeDoubted("Somebody else may own the name now.", "compares_names",
        "The old account's token opened the new account's door.");
    lobby.telling("The token of the new account was shown.").show(young, API)
        .mustBeBelieved(fresh, "This one is of the account that lives.");
  }

  // Task 5: an account for every namespace.

  @Task(5)
  void a_namespace_gets_its_account(BadgeOffice office) {
    Registry registry = new Registry(office).telling("A namespace dev is new.");
    String because = "A Pod that names no account runs as `default`; without it none can start.";
    registry.pass("dev", false).must(List.of("dev/default"), because).mustBeDone(because);
    registry.telling("dev has its account.").shows("dev", "default").pass("dev", false)
        .must(List.of(), "It is there.").mustBeDone("There is nothing left to do.");
  }

  @Task(5)
  void a_deleted_account_is_made_again(BadgeOffice office) {
    Registry registry = new Registry(office).telling("Somebody deleted the account `default` of"
        + " dev, where an account robot is left.").shows("dev", "default").shows("dev", "robot");
    registry.pass("dev", false);
    registry.loses("dev", "default").pass("dev", false).must(List.of("dev/default"),
        "The controller keeps the wish, and does not remember what it once did.");
  }
}
