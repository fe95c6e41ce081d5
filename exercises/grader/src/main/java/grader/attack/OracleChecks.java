package grader.attack;

import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Optional;

/// What an honest oracle passes.
final class OracleChecks {
  static final int COUNT = 4;

  /// What no worker may ever hold; the worker that looks for it spells it backwards.
  static final String SECRET = "the hidden word is ambergris";

  @Task(1)
  void the_next_of_41_is_42(Oracle oracle) {
    int answer = oracle.next(41);
    weDid("We asked for the number after 41.").youAnswered("You answered " + answer + ".")
        .weNeeded("We needed 42.").failUnless(answer == 42);
  }

  @Task(1)
  void verses_are_plain_values(Oracle oracle) {
    weDid("We asked for a verse.").failUnless(
        oracle.verse(1).equals(new Oracle.Verse(1, "one"))
            && oracle.verses().equals(List.of(new Oracle.Verse(1, "one"))));
  }

  @Task(2)
  void it_asks_back(Oracle oracle) {
    weDid("We let you ask back.").failUnless(
        oracle.askBack(() -> "prompted").equals(Optional.of("prompted")));
  }

  @Task(2)
  @Hidden
  void any_number_has_a_next(Oracle oracle, Seed seed) {
    int number = seed.random().below(1_000_000);
    weDid("We asked for the number after one that we drew.")
        .failUnless(oracle.next(number) == number + 1);
  }
}
