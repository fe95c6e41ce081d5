package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

import kube.controlplane.controllermanager.hpa.Advice.Held;
import kube.controlplane.controllermanager.hpa.HpaSpec.Policy;
import kube.controlplane.controllermanager.hpa.HpaSpec.Rules;

/// Holds advice back: by what was advised lately, by how fast the size may change, and by the least
/// and the most that are wished for.
///
/// A load that drops for a moment is no reason to send Pods away: when shrinking, the highest advice
/// of the last five minutes counts.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#configurable-scaling-behavior
final class Limits {

  private final HpaSpec spec;
  private final List<Past> past;
  private final Instant now;

  Limits(HpaSpec spec, List<Past> past, Instant now) {
    this.spec = spec;
    this.past = past;
    this.now = now;
  }

  /// What remains of the advice beside what was advised lately.
  Held stabilized(int current, int advised) {
    int lowest = advised;
    int highest = advised;
    for (Past happened : past) {
      if (!(happened instanceof Past.Advised earlier)) continue;
      if (isWithin(spec.up().window(), earlier.at())) {
        lowest = Math.min(lowest, earlier.replicas());
      }
      if (isWithin(spec.down().window(), earlier.at())) {
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
    int most = spec.most();
    int least = spec.least();
    if (wished > current) {
      int fastest = Math.max(current, spec.hasBehavior() ? fastestUp(current) : doubled(current));
      if (wished > Math.min(most, fastest)) {
        return most > fastest
            ? new Held(fastest, true, "ScaleUpLimit", "the desired replica count is increasing"
                + " faster than the maximum scale rate")
            : tooMany(most);
      }
    } else if (wished < current) {
      int fastest = spec.hasBehavior() ? Math.min(current, fastestDown(current)) : 0;
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
    Rules rules = spec.up();
    return select(rules, current, policy -> {
      int before = before(current, policy);
      return policy.percent()
          ? (int) Math.ceil(before * (1 + policy.value() / 100.0))
          : before + policy.value();
    }, rules.select().equals("Min"));
  }

  private int fastestDown(int current) {
    Rules rules = spec.down();
    return select(rules, current, policy -> {
      int before = before(current, policy);
      return policy.percent()
          ? (int) (before * (1 - policy.value() / 100.0))
          : before - policy.value();
    }, !rules.select().equals("Min"));
  }

  /// The size at the beginning of the policy's period.
  private int before(int current, Policy policy) {
    return current - past.stream()
        .filter(happened -> happened.at().plus(policy.period()).isAfter(now))
        .mapToInt(happened -> happened instanceof Past.Scaled scaled ? scaled.change() : 0).sum();
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
