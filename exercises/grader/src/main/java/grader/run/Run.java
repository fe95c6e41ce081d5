package grader.run;

import grader.check.Feedback;
import grader.check.Seed;
import grader.exercise.Exercise;
import grader.report.CheckResult;
import grader.report.CheckResult.Outcome;
import grader.report.PlannedCheck;
import grader.worker.PeerGone;
import grader.worker.ProtocolBroken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs checks on one stage, one after the other, and tells what became of each.
final class Run implements CheckRunner.Director {
  private final Exercise exercise;
  private final Seed seed;
  private final Stage stage;
  private final Set<CheckPlan.Entry> heard = new HashSet<>();
  private Predicate<CheckResult> wantsMore = result -> true;
  private boolean isEnough;
  private @Nullable RuntimeException problem;
  private @Nullable Conversation conversation;

  Run(Exercise exercise, Seed seed, Stage stage) {
    this.exercise = exercise;
    this.seed = seed;
    this.stage = stage;
  }

  /// Runs the checks until `wantsMore` says no to a result. Throws `ProtocolBroken` when the
  /// conversation cannot be believed, and [BrokenCheck] when a check fails by a mistake of its own.
  void perform(List<CheckPlan.Entry> entries, Predicate<CheckResult> more) {
    wantsMore = more;
    Optional<Throwable> stopped = stage.performer().run(entries, this);
    if (problem != null) throw problem;
    for (CheckPlan.Entry entry : entries) {
      if (isEnough || heard.contains(entry)) continue;
      throw new BrokenCheck(entry.check(),
          stopped.orElseGet(() -> new IllegalStateException("it did not run")));
    }
  }

  /// The first hidden check that fails, in the order of the plan; the others are not run.
  Optional<String> firstHiddenFailure(CheckPlan plan) {
    StringBuilder first = new StringBuilder();
    perform(plan.entries().stream().filter(entry -> entry.check().hidden()).toList(), result -> {
      if (result.outcome() == Outcome.PASSED) return true;
      first.append(result.check().name());
      return false;
    });
    return Optional.of(first.toString()).filter(name -> !name.isEmpty());
  }

  @Override
  public boolean goesOn() {
    return problem == null && !isEnough && stage.isOpen();
  }

  @Override
  public void begins(CheckPlan.Entry entry) {
    conversation = new Conversation(stage.remote(), exercise.slotType(), seed);
  }

  @Override
  public <S> S start(Class<S> slotType, Object... parts) {
    Conversation current = conversation;
    if (current == null) throw new IllegalStateException("No check is under way");
    return current.start(slotType, parts);
  }

  @Override
  public Seed seed() {
    return seed;
  }

  @Override
  public void remark(String sentence) {
    Conversation current = conversation;
    if (current != null) current.remark(sentence);
  }

  private String remark() {
    Conversation current = conversation;
    return current == null ? "" : current.remark();
  }

  @Override
  public void ended(CheckPlan.Entry entry, CheckRunner.Ending ending) {
    try {
      tell(entry, result(entry.check(), ending));
    } catch (RuntimeException stop) {
      problem = stop;
    }
  }

  @Override
  public void skipped(CheckPlan.Entry entry) {
    if (problem != null || isEnough) return;
    PlannedCheck check = entry.check();
    tell(entry, new CheckResult(check, Outcome.NOT_REACHED, Optional.of(Feedback.weDid(
        "We did not get to check that " + check.sentence() + ".")
        .youAnswered(stage.closedBecause())), ""));
  }

  private void tell(CheckPlan.Entry entry, CheckResult result) {
    heard.add(entry);
    isEnough = !wantsMore.test(result);
  }

  private CheckResult result(PlannedCheck check, CheckRunner.Ending ending) {
    String output = stage.remote().takeOutput();
    if (ending.isPassed()) {
      return new CheckResult(check, Outcome.PASSED, Optional.empty(), output, remark());
    }
    Throwable thrown = ending.thrown()
        .orElseThrow(() -> new BrokenCheck(check, new IllegalStateException("it did not run")));
    if (thrown instanceof ProtocolBroken broken) throw broken;
    if (thrown instanceof PeerGone) {
      String last = stage.lostOutput();
      return new CheckResult(check, Outcome.FAILED, Optional.of(stage.lost(check)), output + last);
    }
    Feedback feedback = Excuse.of(thrown, check).orElseThrow(() -> new BrokenCheck(check, thrown));
    return new CheckResult(check, Outcome.FAILED, Optional.of(feedback), output);
  }
}
