package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

import kube.controlplane.controllermanager.hpa.Autoscaler.Policy;
import kube.controlplane.controllermanager.hpa.Autoscaler.Rules;

/// Holds advice back: by what was advised lately, by how fast the size may change, and by the least
/// and the most that are wished for.
///
/// A load that drops for a moment is no reason to send Pods away: when shrinking, the highest advice
/// of the last five minutes counts.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#configurable-scaling-behavior
final class Limits {

  /// A number and the reason for it, as a condition says it.
  ///
  /// @param held whether the advice was changed
  record Held(int replicas, boolean held, String reason, String message) {}

  private final Autoscaler scaler;
  private final Past past;
  private final Instant now;

  Limits(Autoscaler scaler, Past past, Instant now) {
    this.scaler = scaler;
    this.past = past;
    this.now = now;
  }

  /// What remains of the advice beside what was advised lately.
  Held stabilized(int current, int advised) {
    int lowest = advised;
    int highest = advised;
    for (Past.Advice earlier : past.advice()) {
      if (isWithin(scaler.up().window(), earlier.at())) {
        lowest = Math.min(lowest, earlier.replicas());
      }
      if (isWithin(scaler.down().window(), earlier.at())) {
        highest = Math.max(highest, earlier.replicas());
      }
    }
    int kept = Math.min(Math.max(current, lowest), highest);
    if (kept == advised) {
      return new Held(kept, false, "ReadyForNewScale", "recommended size matches current size");
    }
    return advised >= current
        ? new Held(kept, true, "ScaleUpStabilized", "recent recommendations were lower than current"
            + " one, applying the lowest recent recommendation")
        : new Held(kept, true, "ScaleDownStabilized", "recent recommendations were higher than"
            + " current one, applying the highest recent recommendation");
  }

  private boolean isWithin(Duration window, Instant at) {
    return at.isAfter(now.minus(window));
  }

  /// What remains of it within the speed and the bounds that are allowed.
  Held bounded(int current, int wished) {
    int most = scaler.most();
    int least = scaler.least();
    if (wished > current) {
      int fastest = Math.max(current, scaler.hasBehavior() ? fastestUp(current) : doubled(current));
      if (wished > Math.min(most, fastest)) {
        return most > fastest
            ? new Held(fastest, true, "ScaleUpLimit", "the desired replica count is increasing"
                + " faster than the maximum scale rate")
            : tooMany(most);
      }
    } else if (wished < current) {
      int fastest = scaler.hasBehavior() ? Math.min(current, fastestDown(current)) : 0;
      if (wished < Math.max(least, fastest)) {
        return fastest > least
            ? new Held(fastest, true, "ScaleDownLimit", "the desired replica count is decreasing"
                + " faster than the maximum scale rate")
            : new Held(least, true, "TooFewReplicas",
                "the desired replica count is less than the minimum replica count");
      }
    }
    if (wished > most) return tooMany(most);
    return new Held(wished, false, "DesiredWithinRange",
        "the desired count is within the acceptable range");
  }

  private static Held tooMany(int most) {
    return new Held(most, true, "TooManyReplicas",
        "the desired replica count is more than the maximum replica count");
  }

  /// Without rules of its own an autoscaler may double the size, or make it four.
  private static int doubled(int current) {
    return Math.max(2 * current, 4);
  }

  private int fastestUp(int current) {
    Rules rules = scaler.up();
    return select(rules, current, policy -> {
      int before = before(current, policy);
      return policy.percent()
          ? (int) Math.ceil(before * (1 + policy.value() / 100.0))
          : before + policy.value();
    }, rules.select().equals("Min"));
  }

  private int fastestDown(int current) {
    Rules rules = scaler.down();
    return select(rules, current, policy -> {
      int before = before(current, policy);
      return policy.percent()
          ? (int) (before * (1 - policy.value() / 100.0))
          : before - policy.value();
    }, !rules.select().equals("Min"));
  }

  /// The size at the beginning of the policy's period.
  private int before(int current, Policy policy) {
    return current - past.added(policy.period(), now) + past.removed(policy.period(), now);
  }

  private static int select(Rules rules, int current, ToIntFunction<Policy> proposal,
      boolean lowest) {
    if (rules.select().equals("Disabled")) return current;
    List<Integer> proposals = rules.policies().stream().map(proposal::applyAsInt).toList();
    return proposals.stream()
        .reduce(lowest ? Math::min : Math::max)
        .orElse(current);
  }
}
