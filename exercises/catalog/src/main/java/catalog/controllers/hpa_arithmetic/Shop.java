package catalog.controllers.hpa_arithmetic;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kube.controlplane.controllermanager.hpa.Advice;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.HpaSpec;
import kube.controlplane.controllermanager.hpa.HpaSpec.Policy;
import kube.controlplane.controllermanager.hpa.HpaSpec.Rules;
import kube.controlplane.controllermanager.hpa.Past;
import kube.controlplane.controllermanager.hpa.PodSample;

/// A shop with some Pods, what they use, and what its autoscaler said and did lately.
///
/// Each Pod requests 1,000 thousandths, so a use of 600 is 60 percent.
final class Shop {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final long REQUEST = 1_000;

  private final HpaMath math;
  private final List<HpaSpec.Goal> goals = new ArrayList<>();
  private final List<PodSample> samples = new ArrayList<>();
  private final List<Past> history = new ArrayList<>();
  private final int current;
  private int least = 1;
  private int most = 100;
  private boolean hasBehavior;
  private Rules up = new Rules(List.of(), "Max", Duration.ZERO, 0.1);
  private Rules down = new Rules(List.of(), "Max", Duration.ofMinutes(5), 0.1);
  private String story = "";

  /// So many Pods are there now.
  Shop(HpaMath math, int current) {
    this.math = math;
    this.current = current;
  }

  Shop between(int fewest, int largest) {
    least = fewest;
    most = largest;
    return this;
  }

  /// The goal is this percentage of what the Pods request.
  Shop aims(String metric, int percent) {
    goals.add(new HpaSpec.Goal(metric, Optional.of(percent), 0));
    return this;
  }

  /// The goal is this amount for each Pod, in thousandths.
  Shop aimsAtAmount(String metric, long amount) {
    goals.add(new HpaSpec.Goal(metric, Optional.empty(), amount));
    return this;
  }

  /// So many Pods use so many thousandths each.
  Shop uses(String metric, int pods, long amount) {
    return samples(metric, pods, Optional.of(amount), REQUEST, true);
  }

  Shop unmeasured(String metric, int pods) {
    return samples(metric, pods, Optional.empty(), REQUEST, true);
  }

  Shop unready(String metric, int pods, long amount) {
    return samples(metric, pods, Optional.of(amount), REQUEST, false);
  }

  Shop withoutRequests(String metric, int pods, long amount) {
    return samples(metric, pods, Optional.of(amount), 0, true);
  }

  Shop samples(String metric, int pods, Optional<Long> amount, long request, boolean isReady) {
    for (int i = 0; i < pods; i++) {
      samples.add(new PodSample(metric, "web-" + samples.size(), amount, request, isReady));
    }
    return this;
  }

  Shop advised(int secondsAgo, int replicas) {
    history.add(new Past.Advised(NOON.minusSeconds(secondsAgo), replicas));
    return this;
  }

  Shop scaled(int secondsAgo, int change) {
    history.add(new Past.Scaled(NOON.minusSeconds(secondsAgo), change));
    return this;
  }

  /// The author wrote rules for growing.
  Shop growing(String select, int windowSeconds, Policy... policies) {
    hasBehavior = true;
    up = new Rules(List.of(policies), select, Duration.ofSeconds(windowSeconds), up.tolerance());
    return this;
  }

  Shop shrinking(String select, int windowSeconds, Policy... policies) {
    hasBehavior = true;
    down = new Rules(List.of(policies), select, Duration.ofSeconds(windowSeconds),
        down.tolerance());
    return this;
  }

  Shop tolerating(double less, double more) {
    down = new Rules(down.policies(), down.select(), down.window(), less);
    up = new Rules(up.policies(), up.select(), up.window(), more);
    return this;
  }

  static Policy pods(int number, int seconds) {
    return new Policy(false, number, Duration.ofSeconds(seconds));
  }

  static Policy percent(int share, int seconds) {
    return new Policy(true, share, Duration.ofSeconds(seconds));
  }

  Shop telling(String sentences) {
    story = sentences;
    return this;
  }

  /// What somebody says to all this.
  Advice advice(HpaMath asked) {
    HpaSpec spec = new HpaSpec(least, most, goals, hasBehavior, up, down);
    return asked.advise(spec, current, List.copyOf(samples), List.copyOf(history), NOON);
  }

  Reply ask() {
    Advice advice = advice(math);
    return new Reply(advice, weDid(story).youAnswered("You answered " + told(advice) + ".")
        .read("L21"));
  }

  static String told(Advice advice) {
    return switch (advice) {
      case Advice.Unknown(String why) -> "that nothing is known (" + why + ")";
      case Advice.Size size -> size.replicas() + " Pods; recommended " + size.recommended() + " by "
          + size.metric() + ", stabilized to " + told(size.stabilized()) + ", bounded to "
          + told(size.bounded());
    };
  }

  private static String told(Advice.Held held) {
    return held.replicas() + (held.held() ? ", held back by " + held.reason() : ", not held back");
  }

  /// An answer, and how to speak of it.
  record Reply(Advice advice, Feedback feedback) {

    /// How many Pods it is to be; -1 when nothing is known.
    int replicas() {
      return advice instanceof Advice.Size size ? size.replicas() : -1;
    }

    Reply mustBe(int replicas, String because) {
      feedback.weNeeded("We needed: " + replicas + " Pods.").because(because)
          .failUnless(replicas() == replicas);
      return this;
    }

    Reply mustBeUnknown(String because) {
      feedback.weNeeded("We needed: Unknown.").because(because)
          .failUnless(advice instanceof Advice.Unknown);
      return this;
    }

    /// What the metrics alone ask for, whatever holds it back, and which of them.
    Reply mustRecommend(int replicas, String metric, String because) {
      feedback.weNeeded("We needed: recommended " + replicas + " by " + metric + ".")
          .because(because).failUnless(advice instanceof Advice.Size size
              && size.recommended() == replicas && size.metric().equals(metric));
      return this;
    }

    /// Whether the past, and speed and bounds, held the wish back.
    Reply mustHold(boolean byThePast, boolean byBounds, String because) {
      feedback.weNeeded("We needed: " + (byThePast ? "" : "not ") + "held back by the past, "
          + (byBounds ? "" : "not ") + "held back by speed or bounds.").because(because)
          .failUnless(advice instanceof Advice.Size size && size.stabilized().held() == byThePast
              && size.bounded().held() == byBounds
              && size.bounded().replicas() == size.replicas());
      return this;
    }
  }
}
