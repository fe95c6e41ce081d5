package grader.attack;

import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Lengthy;
import grader.check.Task;

/// What an honest oracle passes in a lane of its own.
@Hidden
final class LengthyOracleChecks {
  @Lengthy
  @Task(2)
  void a_hundred_numbers_have_a_next(Oracle oracle) {
    for (int number = 0; number < 100; number++) {
      int answer = oracle.next(number);
      weDid("We asked for the number after " + number + ".").youAnswered("You answered " + answer
          + ".").failUnless(answer == number + 1);
    }
  }
}
