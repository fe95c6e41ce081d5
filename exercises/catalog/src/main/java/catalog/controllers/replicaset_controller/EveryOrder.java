package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import grader.check.CheckFailed;
import grader.trace.Exploration;
import grader.trace.Fault;

/// A tray in which the same few steps are told in every order: looks at the tray, news that
/// arrives, a Pod that is lost, and the death of the controller's process between two writes.
final class EveryOrder implements Exploration.World<Step> {

  static final Step LOOK = Step.of(Step.Move.PASS, 0);
  static final Step NEWS = Step.of(Step.Move.SHOW, 0);
  static final Step LOSS = Step.of(Step.Move.DELETE, 0);
  static final Step DEATH = Step.of(Fault.RESTART);
  static final List<Step> STEPS = List.of(LOOK, NEWS, LOSS, DEATH);
  private static final int MOST_LOOKS_IN_A_ROW = 2;

  private final RandomTray tray;
  private final int depth;
  private final List<Step> made = new ArrayList<>();
  private Optional<String> complaint = Optional.empty();

  EveryOrder(RandomTray tray, int depth) {
    this.tray = tray;
    this.depth = depth;
  }

  @Override
  public boolean make(Step step) {
    if (!tray.canMake(step) || isIdle(step)) return false;
    made.add(step);
    if (complaint.isEmpty()) note(() -> tray.make(step));
    return true;
  }

  @Override
  public Optional<String> complaint() {
    if (complaint.isEmpty()) note(tray::calmDown);
    return complaint;
  }

  /// Whether this step makes no order that differs from another one. One loss and one death are
  /// enough for a story this short, and neither is the end of one; a third look at the same
  /// photograph shows what the second did.
  private boolean isIdle(Step step) {
    boolean isLast = made.size() == depth - 1;
    if (step.equals(LOSS) || step.equals(DEATH)) return isLast || made.contains(step);
    int earlier = made.size() - MOST_LOOKS_IN_A_ROW;
    return step.equals(LOOK) && earlier >= 0
        && made.subList(earlier, made.size()).stream().allMatch(LOOK::equals);
  }

  private void note(Runnable step) {
    try {
      step.run();
    } catch (CheckFailed failed) {
      complaint = Optional.of(failed.feedback().message());
    }
  }
}
