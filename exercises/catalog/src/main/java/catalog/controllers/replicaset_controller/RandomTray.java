package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import grader.check.Evidence;
import grader.check.Feedback;
import grader.trace.Fault;
import kube.foundation.api.ReplicaSet;

/// A tray in which a story is told, step by step.
///
/// Pods get ready, fail, are deleted and relabeled; the wish changes; caches are late; writes and
/// news go wrong; the process dies. In the end everything calms down, and the wish must be met.
final class RandomTray {

  private static final int FIRST_WISH = 2;
  private static final int ROUNDS_TO_CALM = 8;
  private static final int STEPS_OF_A_FAULT = 3;
  private static final Duration LONGER_THAN_PATIENCE = Duration.ofMinutes(6);
  private static final Duration SKEW = Duration.ofSeconds(90);

  private final TrayWorld tray;
  private final ReplicaSet web;
  private final Instant began;
  private final List<Evidence.Step> story = new ArrayList<>();
  private int strangers;
  private int stepsStale;
  private int stepsSlow;
  private int stepsCut;

  RandomTray(TrayWorld tray) {
    this.tray = tray;
    began = tray.now();
    web = tray.wish("web", FIRST_WISH);
    tray.show();
  }

  /// Tells the story and lets everything calm down; a broken rule ends it as it ends a check.
  void tell(List<Step> steps) {
    steps.forEach(this::make);
    calmDown();
  }

  /// What happened so far.
  List<Evidence.Step> story() {
    return List.copyOf(story);
  }

  /// Whether this step can be made now and would change anything.
  boolean canMake(Step step) {
    return switch (step.move()) {
      case SHOW -> !tray.podCache.isUpToDate();
      case DELETE -> tray.pods().stream().anyMatch(pod -> !pod.isLeaving());
      default -> true;
    };
  }

  /// Makes one step.
  void make(Step step) {
    if (stepsCut-- == 1) tray.control.seam.mend();
    stepsStale--;
    stepsSlow--;
    switch (step.move()) {
      case PASS -> pass();
      case SHOW -> show(1 + step.number() % 2);
      case NODES_WORK -> {
        tray.nodesWork();
        told("waiting Pods got a node and became ready");
      }
      case DELETE -> toSomePod(step, "was deleted", TruePod::leaving);
      case FAIL -> toSomePod(step, "failed", pod -> pod.finished("Failed"));
      case UNREADY -> toSomePod(step, "became unready", TruePod::unready);
      case RELABEL -> toSomePod(step, "was relabeled", pod -> pod.label("app", "quarantine"));
      case STRANGER -> {
        String name = "stranger-" + ++strangers;
        tray.pod(name, "web").ready();
        told("`" + name + "` came, with your labels and no owner");
      }
      case WISH -> {
        tray.store(Sets.wishing(tray.truly(web), step.number() % 5));
        told("we wished for " + step.number() % 5);
      }
      case NEW_PROCESS -> newProcess("your process was replaced by a new one");
      case FAULT -> step.fault().ifPresent(this::suffer);
    }
  }

  private void pass() {
    if (tray.control.seam.isDead()) newProcess("your process had died, and a new one began");
    tray.pass(web);
    told("you looked and asked for " + Say.list(tray.trace.ofPass(tray.trace.pass())));
    Rules.keptInLastPass(tray, story);
  }

  private void show(int news) {
    if (stepsStale > 0 || stepsCut > 0) {
      told("your cache showed nothing new");
      return;
    }
    tray.setCache.showAll();
    tray.podCache.show(stepsSlow > 0 ? 1 : news);
    told("your cache showed a little");
  }

  private void newProcess(String how) {
    tray.restart();
    told(how);
  }

  private void toSomePod(Step step, String fate, Consumer<TruePod> blow) {
    if (tray.pods().isEmpty()) return;
    TruePod pod = tray.pods().get(step.number() % tray.pods().size());
    blow.accept(pod);
    told("`" + pod.key.name() + "` " + fate);
  }

  private void suffer(Fault fault) {
    switch (fault) {
      case STALE_CACHE -> stepsStale = STEPS_OF_A_FAULT;
      case SLOW_WATCHER -> stepsSlow = STEPS_OF_A_FAULT;
      case LOST_EVENT -> tray.podCache.loseNext();
      case REPEATED_EVENT -> tray.podCache.repeatNext();
      case REORDERED_EVENT -> tray.podCache.swapNext();
      case GONE -> {
        tray.podCache.listAfresh();
        tray.show();
      }
      case CLOCK_SKEW -> tray.skew(SKEW);
      case PARTITION -> {
        stepsCut = STEPS_OF_A_FAULT;
        tray.control.seam.await(fault);
      }
      case CONFLICT, SERVER_ERROR, TIMEOUT_THAT_WORKED, RESTART -> tray.control.seam.await(fault);
    }
    told(fault.sentence());
  }

  /// Lets everything calm down; then the wish must be met.
  void calmDown() {
    if (tray.control.seam.isDead()) newProcess("your process had died, and a new one began");
    tray.control.seam.mend();
    tray.skew(Duration.ZERO);
    for (int round = 0; round == 0 || (round < ROUNDS_TO_CALM && !isCalm()); round++) {
      tray.nodesWork();
      tray.advance(round == ROUNDS_TO_CALM / 2 ? LONGER_THAN_PATIENCE : TruePod.GRACE);
      tray.setCache.listAfresh();
      tray.podCache.listAfresh();
      tray.show();
      tray.trace.knowledge().allShown();
      pass();
    }
    int wished = tray.truly(web).replicas();
    int there = there();
    Feedback.weDid("In a tray where chance decides, everything calmed down at last: "
        + Rules.end(story) + ".")
        .youAnswered("The tray holds " + there + ", and your last pass asked for "
            + Say.list(tray.trace.ofPass(tray.trace.pass())) + ".")
        .weNeeded("We needed " + wished + ", and a pass that asks for nothing.")
        .because("A loop must arrive, and then stay.")
        .read("L15#fact-promise").failUnless(isCalm());
  }

  private void told(String text) {
    story.add(new Evidence.Step(story.size() + 1,
        "+" + Duration.between(began, tray.now()).toSeconds() + " s", text, ""));
  }

  private int there() {
    return tray.placesTaken(web).size();
  }

  /// The wish is met, and the last pass saw everything and asked for nothing.
  private boolean isCalm() {
    return there() == tray.truly(web).replicas() && tray.podCache.isUpToDate()
        && tray.setCache.isUpToDate()
        && tray.trace.pass() > 0 && tray.trace.ofPass(tray.trace.pass()).isEmpty()
        && tray.pods().stream().noneMatch(pod -> pod.isPending() || pod.isLeaving());
  }
}
