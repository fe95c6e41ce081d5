package catalog.apiserver.badge_office;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.apiserver.access.authentication.TokenService.Bond;
import kube.controlplane.apiserver.access.authentication.TokenService.Review;
import kube.controlplane.apiserver.access.authentication.TokenService.TokenSpec;

/// Where tokens are issued and shown: a clock, and who is alive.
final class Lobby implements TokenService.World {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final String API = "https://kubernetes.default.svc.cluster.local";

  private final TokenService office;
  private final Set<String> alive = new TreeSet<>();
  private Instant now = NOON;
  private int questions;
  private String story = "";

  /// The account `robot` of the namespace dev lives, with the uid u-robot, and the Pod `web`.
  Lobby(TokenService office) {
    this.office = office;
    alive("serviceaccount", "dev", "robot", "u-robot");
    alive("pod", "dev", "web", "u-web");
  }

  Lobby alive(String kind, String namespace, String name, String uid) {
    alive.add(String.join(" ", kind, namespace, name, uid));
    return this;
  }

  Lobby gone(String kind, String namespace, String name, String uid) {
    alive.remove(String.join(" ", kind, namespace, name, uid));
    return this;
  }

  Lobby at(Instant moment) {
    now = moment;
    return this;
  }

  Lobby after(Duration passed) {
    return at(now.plus(passed));
  }

  /// What the next feedback tells first.
  Lobby telling(String sentences) {
    story = sentences;
    return this;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public boolean lives(String kind, String namespace, String name, String uid) {
    questions++;
    return alive.contains(String.join(" ", kind, namespace, name, uid));
  }

  /// How often somebody asked who is alive.
  int questions() {
    return questions;
  }

  /// A token of robot in dev.
  String issue(TokenSpec spec) {
    return office.issue("dev", "robot", spec);
  }

  Answer show(String token, String... audiences) {
    Review review = office.review(token, List.of(audiences), this);
    return new Answer(review, weDid(story).youAnswered(words(review)).read("L19"));
  }

  /// An hour for the API server, bound to the Pod web of dev.
  static TokenSpec hour() {
    return spec("t-1", Duration.ofHours(1), List.of(API), new Bond("pod", "web", "u-web"));
  }

  static TokenSpec spec(String id, Duration life, List<String> audiences, Bond... bonds) {
    return new TokenSpec(id, "u-robot", audiences, NOON, NOON.plus(life), Optional.empty(),
        List.of(bonds));
  }

  private static String words(Review review) {
    return switch (review) {
      case Review.Believed(String namespace, String account, TokenSpec spec) ->
        "You believed it: " + account + " of " + namespace + ", " + spec + ".";
      case Review.Doubted(String reason) -> "You doubted it: " + reason + ".";
    };
  }

  /// What came of a review, and how to speak of it.
  record Answer(Review review, Feedback feedback) {
    boolean isBelieved() {
      return review instanceof Review.Believed;
    }

    String reason() {
      return review instanceof Review.Doubted(String reason) ? reason : "";
    }

    void mustBeBelieved(TokenSpec spec, String because) {
      feedback
          .weNeeded("We needed: you believe it, with all that it was issued with: " + spec + ".")
          .because(because).failUnless(review.equals(new Review.Believed("dev", "robot", spec)));
    }

    void mustBeDoubted(String because) {
      feedback.weNeeded("We needed: you doubt it.").because(because).failWhen(isBelieved());
    }

    /// The same, where a known mistake would believe it.
    void mustBeDoubted(String because, String mistake, String message) {
      feedback.weNeeded("We needed: you doubt it.").because(because).named(mistake, message)
          .failWhen(isBelieved());
    }
  }
}
