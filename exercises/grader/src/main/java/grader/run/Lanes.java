package grader.run;

import grader.check.Lengthy;
import grader.check.Seed;
import grader.exercise.Exercise;
import grader.report.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Performs the plan of one submission in one lane or two.
///
/// Judge and worker take turns, so one lane keeps one processor busy; checks that are [Lengthy] get
/// a second one, where a processor is free: side by side with a worker of its own, or else after
/// the first, with its worker if that still lives, for a new one costs more than most checks.
/// Which check runs in which lane is fixed by the plan, and each lane has its own budget of time,
/// so no verdict depends on how the lanes' times interleave. What a part leaves in its process
/// outside of its own classes, a file or a property, the other lane may find or not; it is nobody's
/// promise, and no honest part leaves any. Results are told in the plan's order.
final class Lanes {
  private final CheckPlan plan;
  private final GradeListener listener;
  private final boolean sideBySide;
  private final @Nullable CheckResult[] results;
  private int told;

  Lanes(CheckPlan plan, GradeListener listener, boolean sideBySide) {
    this.plan = plan;
    this.listener = listener;
    this.sideBySide = sideBySide;
    this.results = new CheckResult[plan.entries().size()];
  }

  /// The results in the plan's order. When both lanes are stopped, the first one's reason counts.
  List<CheckResult> perform(Exercise exercise, Seed seed, Supplier<Stage> stages) {
    if (plan.entries().stream().noneMatch(CheckPlan.Entry::isLengthy)) {
      perform(false, exercise, seed, stages);
      return all();
    }
    if (!sideBySide) {
      inTurn(exercise, seed, stages);
      return all();
    }
    FutureTask<Boolean> second = new FutureTask<>(() -> perform(true, exercise, seed, stages),
        true);
    Thread.ofPlatform().name("second lane").daemon().start(second);
    try {
      perform(false, exercise, seed, stages);
    } catch (RuntimeException first) {
      await(second, first);
      throw first;
    }
    await(second, null);
    return all();
  }

  private static void await(FutureTask<Boolean> lane, @Nullable RuntimeException first) {
    try {
      lane.get();
    } catch (ExecutionException problem) {
      if (first != null) first.addSuppressed(problem.getCause());
      else if (problem.getCause() instanceof RuntimeException known) throw known;
      else
        throw new IllegalStateException(problem.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a submission was judged", stop);
    }
  }

  private void inTurn(Exercise exercise, Seed seed, Supplier<Stage> stages) {
    try (Stage stage = stages.get()) {
      perform(false, exercise, seed, stage);
      if (stage.renew()) {
        perform(true, exercise, seed, stage);
        return;
      }
    }
    perform(true, exercise, seed, stages);
  }

  private void perform(boolean lengthy, Exercise exercise, Seed seed, Supplier<Stage> stages) {
    try (Stage stage = stages.get()) {
      perform(lengthy, exercise, seed, stage);
    }
  }

  private void perform(boolean lengthy, Exercise exercise, Seed seed, Stage stage) {
    List<Integer> indexes = new ArrayList<>();
    List<CheckPlan.Entry> entries = new ArrayList<>();
    for (int index = 0; index < results.length; index++) {
      if (plan.entries().get(index).isLengthy() != lengthy) continue;
      indexes.add(index);
      entries.add(plan.entries().get(index));
    }
    int[] done = {0};
    new Run(exercise, seed, stage).perform(entries, result -> {
      tell(indexes.get(done[0]++), result);
      return true;
    });
  }

  private synchronized void tell(int index, CheckResult result) {
    results[index] = result;
    while (told < results.length) {
      CheckResult next = results[told];
      if (next == null) return;
      told++;
      listener.checked(next);
    }
  }

  private synchronized List<CheckResult> all() {
    List<CheckResult> all = new ArrayList<>();
    for (CheckResult result : results) if (result != null) all.add(result);
    return List.copyOf(all);
  }
}
