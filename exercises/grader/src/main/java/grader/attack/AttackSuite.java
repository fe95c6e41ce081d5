package grader.attack;

import grader.report.Isolation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;

/// All attacks on the grader, and the score of a run: how many were held.
public final class AttackSuite {
  private AttackSuite() {}

  /// The attacks, family by family.
  public static List<Family> families() {
    return List.of(VerdictForgery.family(), HiddenThings.family(), Exhaustion.family(),
        CompileTime.family(), Intakes.family(), Conversation.family(), Afterwards.family());
  }

  /// Every attack of every family.
  public static List<Attack> attacks() {
    return families().stream().flatMap(family -> family.attacks().stream()).toList();
  }

  /// Attacks of the threat model that cannot be made here, and why, a line each.
  public static List<String> notMade() {
    return List.of("127  forged LTI messages: nothing here speaks LTI, so none is ever read",
        "129  addresses that the server is made to fetch: no command and no page takes an address"
            + " to fetch from; a worker's own connections are attacks 59 and 204");
  }

  /// How a run ended.
  ///
  /// @param notConfined attacks that only a sandbox can hold, on a machine without one
  public record Score(int held, int tried, int notConfined, Isolation isolation) {

    public boolean isWhole() {
      return held == tried;
    }

    /// One line for people.
    public String sentence() {
      String rest = notConfined == 0
          ? ""
          : ", " + notConfined + " more need a sandbox, which every verdict here says is missing";
      return "attack score: held %d of %d (%s)%s".formatted(held, tried, isolation.sentence(),
          rest);
    }
  }

  /// Makes one attack. What only a sandbox holds is not tried where there is none.
  public static Outcome make(Attack attack, Arena arena) {
    if (attack.needsSandbox() && arena.isolation().level() != Isolation.Level.FULL) {
      return new Outcome.NotConfined(arena.isolation().sentence());
    }
    try {
      return attack.attempt().make(arena);
    } catch (IOException problem) {
      throw new UncheckedIOException("The attack " + attack.number() + " could not be made",
          problem);
    }
  }

  /// One line for people: the number, what came of it, and what was tried.
  public static String line(Attack attack, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Held held -> "%4d  held    %s".formatted(attack.number(), attack.title());
      case Outcome.Broken broken -> "%4d  BROKEN  %s: %s".formatted(attack.number(),
          attack.title(), broken.detail());
      case Outcome.NotConfined open -> "%4d  open    %s".formatted(attack.number(),
          attack.title());
    };
  }

  /// Makes these attacks, one after the other.
  public static Score run(Arena arena, List<Attack> attacks,
      BiConsumer<Attack, Outcome> listener) {
    int held = 0;
    int notConfined = 0;
    int tried = 0;
    for (Attack attack : attacks) {
      Outcome outcome = make(attack, arena);
      listener.accept(attack, outcome);
      if (outcome instanceof Outcome.NotConfined) {
        notConfined++;
        continue;
      }
      tried++;
      if (outcome instanceof Outcome.Held) held++;
    }
    return new Score(held, tried, notConfined, arena.isolation());
  }
}
