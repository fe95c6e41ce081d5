package catalog.controllers.rolling_update;

import grader.check.Evidence;
import grader.check.Feedback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kube.foundation.api.IntOrPercent;
import kube.foundation.machine.Randomness;

/// A roll-out in which anything may happen: slow and failing Pods, a second version in a hurry, a new
/// number in the middle, a new process. In the end everything calms down, and the wish must be met.
final class RandomRoll {

  private static final int SECONDS_OF_CHAOS = 10;
  private static final int SECONDS_TO_CALM = 150;
  private static final double RESTARTS = 0.15;

  private final Fleet fleet;
  private final Randomness chance;
  private final List<Evidence.Step> story = new ArrayList<>();
  private int versions = 1;
  private boolean isResized;
  private int workingBefore;

  RandomRoll(Desk desk, Randomness chance) {
    this.chance = chance;
    int replicas = 1 + chance.below(9);
    Wish wish = Wish.of(replicas);
    if (chance.chance(0.5)) {
      int surge = chance.below(4);
      int unavailable = surge == 0 ? 1 + chance.below(3) : chance.below(4);
      wish.bounds(IntOrPercent.count(surge), IntOrPercent.count(Math.min(unavailable, replicas)));
    } else if (chance.chance(0.5)) {
      wish.bounds(IntOrPercent.percent(10 * chance.below(8)),
          IntOrPercent.percent(10 * chance.below(8)));
    }
    if (chance.chance(0.3)) wish.minReady(Duration.ofSeconds(3));
    fleet = Fleet.running(desk, wish);
    fleet.startsIn(Duration.ofSeconds(1 + chance.below(3)));
    told(replicas + " Pods of v1 were at work, bounds " + wish.strategy());
  }

  /// Tells it; a line that is crossed ends it as it ends a check.
  void tell() {
    newVersion();
    for (int second = 0; second < SECONDS_OF_CHAOS; second++) {
      if (chance.chance(0.35)) happen();
      second();
    }
    fleet.mend();
    for (int second = 0; second < SECONDS_TO_CALM && !fleet.hasArrived(); second++) second();
    saying(Say.sets(fleet)).weNeeded("We needed all " + fleet.wish().replicas() + " Pods to be of "
        + fleet.version() + " and at work, " + SECONDS_TO_CALM + " s after all had calmed down.")
        .because("A roll-out has to arrive.").read("L16#fact-lines").failUnless(fleet.hasArrived());
  }

  private void happen() {
    switch (chance.below(6)) {
      case 0 -> newVersion();
      case 1 -> {
        fleet.wish().scaled(1 + chance.below(9));
        isResized = true;
        told("we wished for " + fleet.wish().replicas());
      }
      case 2 -> {
        if (!chance.chance(RESTARTS)) return;
        fleet.restart();
        told("your process was replaced by a new one");
      }
      case 3 -> {
        workingBefore = working();
        fleet.look();
        judge();
      }
      default -> {
        TrueSet set = chance.pick(fleet.sets());
        set.fail(1, fleet.now());
        told("a Pod of " + set.version + " stopped working");
      }
    }
  }

  private void newVersion() {
    String version = "v" + ++versions;
    if (chance.chance(0.25)) fleet.breaks(version);
    fleet.wish().version(version);
    told("we changed the image to " + version);
  }

  private void second() {
    int passes = fleet.pass();
    workingBefore = working();
    int before = fleet.sum(set -> set.replicas);
    fleet.lookIfDue();
    if (fleet.pass() > passes) {
      told(Say.asked(fleet.control.ofPass(fleet.pass())) + " " + Say.sets(fleet));
      judge();
      int after = fleet.sum(set -> set.replicas);
      saying(after + " Pods in all.").weNeeded("We needed at most " + fleet.wish().mostPods() + ".")
          .because("More find no nodes.").read("L16#fact-lines")
          .failWhen(after > fleet.wish().mostPods() && after > before);
      isResized = false;
    }
    fleet.tick();
  }

  /// Pods fail by themselves; what must not happen is that fewer are left at work than the line says
  /// because of what the controller asked for.
  private void judge() {
    if (isResized) return;
    int line = Math.min(workingBefore, fleet.wish().leastAvailable());
    saying(working() + " Pods would be left at work.")
        .weNeeded("We needed at least " + line + ".")
        .because("Fewer cannot bear the load.").read("L16#fact-lines")
        .failWhen(working() < line);
  }

  private int working() {
    return fleet.sum(TrueSet::working);
  }

  private Feedback saying(String answered) {
    return Feedback.weDid("In a fleet where chance decides, this happened: "
        + end().stream().map(Evidence.Step::yours).collect(Collectors.joining(" ")))
        .youAnswered(answered)
        .shown(new Evidence(renumbered(), renumbered().size(), "a random roll-out"));
  }

  private List<Evidence.Step> end() {
    return story.subList(Math.max(0, story.size() - Evidence.MOST_STEPS), story.size());
  }

  private List<Evidence.Step> renumbered() {
    List<Evidence.Step> steps = new ArrayList<>();
    end().forEach(step -> steps.add(
        new Evidence.Step(steps.size() + 1, step.at(), step.yours(), step.reference())));
    return steps;
  }

  private void told(String text) {
    story.add(new Evidence.Step(story.size() + 1,
        "+" + Duration.between(fleet.start(), fleet.now()).toSeconds() + " s", text + " ", ""));
  }
}
