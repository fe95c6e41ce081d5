package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.List;

import grader.check.CheckFailed;
import grader.check.Evidence;
import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Remark;
import grader.check.Seed;
import grader.trace.Exploration;
import grader.trace.FaultPlan;
import grader.trace.Shrinker;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;

/// Tells stories with the learner's controller. The first one that fails is shortened, and told
/// beside what the course's own controller does in it.
final class Stories {

  private static final int STEPS = 16;
  private static final int MOST_RUNS = 80;

  private final Learner<ReplicaSetController> learner;
  private final Seed seed;

  Stories(Learner<ReplicaSetController> learner, Seed seed) {
    this.learner = learner;
    this.seed = seed;
  }

  /// Tells `count` stories, in trays that one instance serves.
  void tell(int count, FaultPlan faults) {
    TrayWorld tray = new TrayWorld(learner);
    for (int number = 0; number < count; number++) {
      tray = tray.another();
      List<Step> steps = Step.draw(STEPS, faults, seed.world(number).random());
      try {
        new RandomTray(tray).tell(steps);
      } catch (CheckFailed failed) {
        throw shortened(steps, "seed " + seed.value() + ", world " + number, failed);
      }
    }
  }

  /// Tells the small story of [EveryOrder] in every order of so many steps.
  void tellInEveryOrder(int depth, Remark remark) {
    TrayWorld[] tray = {new TrayWorld(learner)};
    Exploration.Outcome<Step> outcome = new Exploration<>(EveryOrder.STEPS, depth, () -> {
      tray[0] = tray[0].another();
      return new EveryOrder(new RandomTray(tray[0]), depth);
    }).explore();
    remark.says(outcome.sentence());
    outcome.failing().ifPresent(order -> fail(order, "interleaving " + outcome.told()));
  }

  private void fail(List<Step> order, String where) {
    try {
      new RandomTray(new TrayWorld(learner)).tell(order);
    } catch (CheckFailed failed) {
      throw shortened(order, where, failed);
    }
    throw Feedback.weDid("We told a small story in every order of its steps, one after the other.")
        .youAnswered("It went wrong in " + where + ", and well when it was told alone.")
        .weNeeded("We needed every tray to be served as if it were the only one.")
        .because("One instance serves every set of the cluster.")
        .read("L15#fact-expectations").asFailure();
  }

  /// The same failure in the shortest story that still fails. A story that fails only after others
  /// stays as it is.
  private CheckFailed shortened(List<Step> steps, String origin, CheckFailed failed) {
    if (!fails(steps)) return failed;
    Shrinker<Step> shrinker = new Shrinker<>(this::fails, MOST_RUNS);
    List<Step> shortest = shrinker.shrink(steps);
    RandomTray yours = new RandomTray(new TrayWorld(learner));
    RandomTray ours = new RandomTray(new TrayWorld(parts -> new ReplicaSetReconciler()));
    try {
      ours.tell(shortest);
    } catch (CheckFailed mistake) {
      throw new IllegalStateException("the reference fails, too, at " + origin, mistake);
    }
    try {
      yours.tell(shortest);
    } catch (CheckFailed again) {
      return again.feedback().shown(beside(yours.story(), ours.story(), origin + ", shortened from "
          + steps.size() + " to " + shortest.size() + " steps in " + shrinker.runs() + " runs"))
          .asFailure();
    }
    return failed;
  }

  private boolean fails(List<Step> steps) {
    try {
      new RandomTray(new TrayWorld(learner)).tell(steps);
      return false;
    } catch (CheckFailed failed) {
      return true;
    }
  }

  /// The last steps of one run, with what the other did where it did something else. A run stops at
  /// its first wrong step.
  private static Evidence beside(List<Evidence.Step> yours, List<Evidence.Step> ours,
      String origin) {
    List<Evidence.Step> steps = new ArrayList<>();
    for (int i = Math.max(0, yours.size() - Evidence.MOST_STEPS); i < yours.size(); i++) {
      Evidence.Step step = yours.get(i);
      String other = i < ours.size() ? ours.get(i).yours() : "nothing more: it had come to rest";
      steps.add(new Evidence.Step(step.number(), step.at(), step.yours(),
          other.equals(step.yours()) ? "" : other));
    }
    return new Evidence(steps, yours.size(), origin);
  }
}
