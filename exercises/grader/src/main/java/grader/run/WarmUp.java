package grader.run;

import grader.check.Disclosure;
import grader.check.PartSource;
import grader.check.Seed;
import grader.check.Task;
import grader.report.PlannedCheck;

/// Runs a check about nothing, so that the first learner does not wait for the test engine to load.
final class WarmUp {
  /// Two and two.
  static final class Nothing {
    @Task(1)
    void nothing_is_checked(Seed seed) {
      if (seed.value() != 4) throw new AssertionError("two and two");
    }
  }

  private WarmUp() {}

  static void checks() {
    try {
      CheckPlan.Entry entry = new CheckPlan.Entry(new PlannedCheck("nothing_is_checked", 1, false,
          Disclosure.FULL), Nothing.class,
          Nothing.class.getDeclaredMethod("nothing_is_checked",
              Seed.class));
      CheckRunner.Ending ending = new CheckRunner().run(entry, new NoPart());
      if (!ending.isPassed())
        throw new IllegalStateException("The test engine does not work: "
            + ending);
    } catch (NoSuchMethodException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private record NoPart() implements PartSource {
    @Override
    public <S> S start(Class<S> slotType, Object... parts) {
      throw new IllegalStateException("There is no part to start");
    }

    @Override
    public Seed seed() {
      return new Seed(4);
    }
  }
}
