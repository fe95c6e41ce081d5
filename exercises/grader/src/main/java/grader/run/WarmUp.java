package grader.run;

import grader.check.Disclosure;
import grader.check.Seed;
import grader.check.Task;
import grader.report.PlannedCheck;
import java.util.ArrayList;
import java.util.List;

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
      NoPart audience = new NoPart(new ArrayList<>());
      new CheckRunner().run(List.of(entry), audience);
      if (audience.endings().size() != 1 || !audience.endings().getFirst().isPassed()) {
        throw new IllegalStateException("The test engine does not work: " + audience);
      }
    } catch (NoSuchMethodException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private record NoPart(List<CheckRunner.Ending> endings) implements CheckRunner.Director {
    @Override
    public void begins(CheckPlan.Entry entry) {}

    @Override
    public void ended(CheckPlan.Entry entry, CheckRunner.Ending ending) {
      endings.add(ending);
    }

    @Override
    public void skipped(CheckPlan.Entry entry) {}

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
