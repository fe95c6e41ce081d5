package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import grader.check.Feedback;
import grader.check.Seed;
import kube.foundation.api.ReplicaSet;
import kube.foundation.machine.Randomness;

/// A tray where chance decides what happens next; the seed decides chance.
///
/// Pods get ready, fail, are deleted and relabeled; the wish changes; caches are late, skip what
/// happened in between, or start afresh with a new process. In the end everything calms down, and
/// the wish must be met.
final class RandomTray {

  private static final int STEPS = 16;
  private static final int ROUNDS_TO_CALM = 8;

  private final TrayWorld tray;
  private final Randomness chance;
  private final List<String> story = new ArrayList<>();
  private final ReplicaSet web;
  private int strangers;

  RandomTray(TrayWorld tray, Seed seed) {
    this.tray = tray;
    chance = seed.random();
    web = tray.wish("web", 1 + chance.below(4));
    story.add("we wished for " + web.replicas());
    tray.show();
  }

  void run() {
    for (int i = 0; i < STEPS; i++) {
      if (chance.chance(0.45)) pass();
      else
        happen();
    }
    calmDown();
  }

  private void pass() {
    tray.pass(web);
    story.add("you looked and asked for " + Say.list(tray.trace.ofPass(tray.trace.pass())));
    Rules.keptInLastPass(tray, story);
  }

  private void happen() {
    switch (chance.below(12)) {
      case 0, 1, 2 -> {
        tray.setCache.showAll();
        tray.podCache.show(1 + chance.below(2));
        story.add("your cache showed a little");
      }
      case 3, 4 -> {
        tray.nodesWork();
        story.add("waiting Pods got a node and became ready");
      }
      case 5 -> toSomePod("was deleted", TruePod::leaving);
      case 6 -> toSomePod("failed", pod -> pod.finished("Failed"));
      case 7 -> toSomePod("became unready", TruePod::unready);
      case 8 -> toSomePod("was relabeled", pod -> pod.label("app", "quarantine"));
      case 9 -> {
        String name = "stranger-" + ++strangers;
        tray.pod(name, "web").ready();
        story.add("`" + name + "` came, with your labels and no owner");
      }
      case 10 -> {
        int wish = chance.below(5);
        tray.store(Sets.wishing(tray.truly(web), wish));
        story.add("we wished for " + wish);
      }
      default -> {
        if (chance.chance(0.5)) tray.restart();
        else
          tray.podCache.skipToTheNewest();
        tray.show();
        story.add("your cache was filled afresh");
      }
    }
  }

  private void toSomePod(String fate, Consumer<TruePod> blow) {
    if (tray.pods().isEmpty()) return;
    TruePod pod = chance.pick(tray.pods());
    blow.accept(pod);
    story.add("`" + pod.key.name() + "` " + fate);
  }

  private void calmDown() {
    for (int round = 0; round == 0 || (round < ROUNDS_TO_CALM && !isQuiet()); round++) {
      tray.nodesWork();
      tray.advance(TruePod.GRACE);
      tray.show();
      story.add("your cache showed everything");
      pass();
    }
    int wished = tray.truly(web).replicas();
    int there = tray.placesTaken(web).size();
    Feedback.weDid("In a tray where chance decides, everything calmed down at last: "
        + Rules.end(story) + ".")
        .youAnswered("The tray holds " + there + ", and your last pass asked for "
            + Say.list(tray.trace.ofPass(tray.trace.pass())) + ".")
        .weNeeded("We needed " + wished + ", and a pass that asks for nothing.")
        .because("A loop must arrive, and then stay.")
        .read("L15#fact-promise").failUnless(there == wished && isQuiet());
  }

  /// The last pass saw everything and asked for nothing.
  private boolean isQuiet() {
    return tray.podCache.isUpToDate() && tray.setCache.isUpToDate()
        && tray.trace.pass() > 0 && tray.trace.ofPass(tray.trace.pass()).isEmpty()
        && tray.pods().stream().noneMatch(pod -> pod.isPending() || pod.isLeaving());
  }
}
