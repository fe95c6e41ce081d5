package catalog.whole_picture.journey_detective;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kube.foundation.machine.Randomness;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Stage;

/// A Pod that lives by chance, and what is true of it after each thing that happens.
///
/// The truth is read from what the Pod *is*, and never from its events.
///
/// @param findings what is right after each event
/// @param shown the event that shows it, after each event
record RandomLife(Life life, List<Finding> findings, List<AuditEvent> shown) {

  static RandomLife draw(Randomness chance, String name, String uid, Instant begins, int steps) {
    Life life = new Life(name, uid, begins);
    RandomLife told = new RandomLife(life, new ArrayList<>(), new ArrayList<>());
    Body body = new Body();
    for (int step = 0; step < steps; step++) {
      String word = chance.pick(body.possible(chance.below(5) == 0));
      Finding before = body.truth();
      body.live(word);
      life.happens(word);
      told.learn(before, body.truth(), word);
      if (chance.below(3) > 0) life.waits(Duration.ofSeconds(1 + chance.below(60)));
    }
    return told;
  }

  private void learn(Finding before, Finding now, String word) {
    boolean isLateNews = now.equals(before)
        && (word.equals("unready") || word.equals("endpoint-gone"));
    AuditEvent newest = life.events().getLast();
    findings.add(now);
    shown.add(isLateNews ? shown.getLast() : newest);
  }

  List<AuditEvent> events() {
    return life.events();
  }

  /// What the Pod is at a moment.
  private static final class Body {
    private boolean isCreated;
    private boolean isBound;
    private boolean isPullFailing;
    private boolean isPulled;
    private boolean isRunning;
    private boolean hasRun;
    private boolean isReady;
    private boolean isListed;

    /// What can happen next.
    List<String> possible(boolean isRare) {
      if (!isCreated) return isRare ? List.of("create:static") : List.of("create");
      if (!isBound) return List.of("bind");
      if (!isPulled) return List.of("pull-failed:ErrImagePull", "pull", "pull");
      List<String> words = new ArrayList<>();
      if (isListed && (isRare || !isReady)) words.add("endpoint-gone");
      if (isReady) words.add("unready");
      if (isRunning) words.add("stop");
      if (!isRunning && !isReady) words.add("start");
      if (isRunning && !isReady && !isListed) words.add("ready");
      if (isRunning && isReady && !isListed) words.add("endpoint");
      return words;
    }

    void live(String word) {
      switch (word) {
        case "create" -> isCreated = true;
        case "create:static" -> isCreated = isBound = true;
        case "bind" -> isBound = true;
        case "pull" -> isPulled = true;
        case "start" -> isRunning = hasRun = true;
        case "stop" -> isRunning = false;
        case "ready" -> isReady = true;
        case "unready" -> isReady = false;
        case "endpoint" -> isListed = true;
        case "endpoint-gone" -> isListed = false;
        default -> isPullFailing = true;
      }
    }

    Finding truth() {
      if (!isBound) return new Finding(Stage.ACCEPTED, Finding.SCHEDULER);
      if (!isPulled) {
        return new Finding(Stage.SCHEDULED, isPullFailing ? Finding.RUNTIME : Finding.KUBELET);
      }
      if (!isRunning) {
        return new Finding(Stage.IMAGE_PULLED, hasRun ? Finding.APP : Finding.RUNTIME);
      }
      if (!isReady) return new Finding(Stage.RUNNING, Finding.PROBE);
      return isListed
          ? new Finding(Stage.IN_ENDPOINTS, Finding.NOBODY)
          : new Finding(Stage.READY, Finding.SLICES);
    }
  }
}
