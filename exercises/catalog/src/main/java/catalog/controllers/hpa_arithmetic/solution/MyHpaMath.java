package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.hpa.Advice;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.HpaSpec;
import kube.controlplane.controllermanager.hpa.Past;
import kube.controlplane.controllermanager.hpa.PodSample;

/// Asks each metric for a size, takes the largest, and lets the past, the speed and the bounds hold
/// it back.
public class MyHpaMath implements HpaMath {

  @Override
  public Advice advise(HpaSpec spec, int current, List<PodSample> pods, List<Past> history,
      Instant now) {
    int largest = -1;
    String metric = "";
    boolean isOneMissing = false;
    for (HpaSpec.Goal goal : spec.goals()) {
      List<PodSample> samples = pods.stream()
          .filter(sample -> sample.metric().equals(goal.metric())).toList();
      Optional<Integer> size = sizeFor(goal, spec, current, samples);
      if (size.isEmpty()) isOneMissing = true;
      if (size.orElse(-1) > largest) {
        largest = size.get();
        metric = goal.metric();
      }
    }
    if (largest < 0) return new Advice.Unknown("no metric is known");
    if (isOneMissing && largest < current) {
      return new Advice.Unknown("a metric that is not known might ask for more");
    }
    Advice.Held stabilized = stabilized(spec, current, largest, history, now);
    Advice.Held bounded = bounded(spec, current, stabilized.replicas(), history, now);
    return new Advice.Size(bounded.replicas(), largest, metric, stabilized, bounded);
  }

  // What one metric asks for.

  private static Optional<Integer> sizeFor(HpaSpec.Goal goal, HpaSpec spec, int current,
      List<PodSample> samples) {
    List<PodSample> measured = samples.stream()
        .filter(sample -> sample.ready() && sample.usage().isPresent()).toList();
    if (measured.isEmpty()) return Optional.empty();
    boolean isPercentage = goal.utilization().isPresent();
    if (isPercentage && sum(measured, PodSample::request) == 0) return Optional.empty();
    double ratio = ratio(goal, measured, 0);
    List<PodSample> guessed = guessed(samples, ratio);
    if (guessed.isEmpty()) return Optional.of(size(spec, current, ratio, measured.size()));
    List<PodSample> all = Stream.concat(measured.stream(), guessed.stream()).toList();
    boolean isShrinking = ratio < 1;
    double again = ratio(goal, all, isShrinking ? full(goal, guessed) : 0);
    // A guess may bring the ratio to 1, and not beyond; then the size keeps that direction, too.
    double kept = isShrinking ? Math.min(1, again) : Math.max(1, again);
    int size = size(spec, current, kept, all.size());
    return Optional.of(isShrinking ? Math.min(size, current) : Math.max(size, current));
  }

  /// Those who are guessed: who was not measured, unless nothing is to change, and when growing who
  /// is not ready, too.
  private static List<PodSample> guessed(List<PodSample> samples, double ratio) {
    return samples.stream().filter(sample -> sample.ready()
        ? sample.usage().isEmpty() && ratio != 1
        : ratio > 1).toList();
  }

  /// What they use if they use all that they may.
  private static long full(HpaSpec.Goal goal, List<PodSample> guessed) {
    return goal.utilization()
        .map(target -> sum(guessed, PodSample::request) * Math.max(100, target) / 100)
        .orElse(goal.average() * guessed.size());
  }

  /// How much is used for each unit of the goal.
  private static double ratio(HpaSpec.Goal goal, List<PodSample> samples, long more) {
    long used = more + sum(samples, sample -> sample.ready() ? sample.usage().orElse(0L) : 0);
    return goal.utilization()
        .map(target -> (double) (used * 100 / sum(samples, PodSample::request)) / target)
        .orElse((double) used / samples.size() / Math.max(1, goal.average()));
  }

  private static int size(HpaSpec spec, int current, double ratio, int pods) {
    boolean isCloseEnough = ratio >= 1 - spec.down().tolerance()
        && ratio <= 1 + spec.up().tolerance();
    return isCloseEnough ? current : (int) Math.ceil(ratio * pods);
  }

  private static long sum(List<PodSample> samples, ToLongFunction<PodSample> amount) {
    return samples.stream().mapToLong(amount).sum();
  }

  // What holds it back.

  private static Advice.Held stabilized(HpaSpec spec, int current, int wished, List<Past> history,
      Instant now) {
    int lowest = IntStream.concat(advised(history, spec.up().window(), now), IntStream.of(wished))
        .min().getAsInt();
    int highest = IntStream.concat(advised(history, spec.down().window(), now),
        IntStream.of(wished)).max().getAsInt();
    return held(wished, Math.min(Math.max(current, lowest), highest), "Stabilized");
  }

  private static Advice.Held held(int wished, int kept, String reason) {
    return new Advice.Held(kept, kept != wished, reason, "");
  }

  private static IntStream advised(List<Past> history, Duration window, Instant now) {
    return history.stream().filter(past -> past.at().isAfter(now.minus(window)))
        .flatMapToInt(past -> past instanceof Past.Advised advised
            ? IntStream.of(advised.replicas())
            : IntStream.empty());
  }

  private static Advice.Held bounded(HpaSpec spec, int current, int wished, List<Past> history,
      Instant now) {
    int steady = Math.clamp(wished, Math.min(current, fastestDown(spec, current, history, now)),
        Math.max(current, fastestUp(spec, current, history, now)));
    return held(wished, Math.clamp(steady, spec.least(), spec.most()), "Bounded");
  }

  private static int fastestUp(HpaSpec spec, int current, List<Past> history, Instant now) {
    if (!spec.hasBehavior()) return Math.max(2 * current, 4);
    return chosen(spec.up(), current, true, spec.up().policies().stream().mapToInt(policy -> {
      int before = current - scaled(history, policy.period(), now);
      return policy.percent()
          ? (int) Math.ceil(before * (1 + policy.value() / 100.0))
          : before + policy.value();
    }));
  }

  private static int fastestDown(HpaSpec spec, int current, List<Past> history, Instant now) {
    if (!spec.hasBehavior()) return 0;
    return chosen(spec.down(), current, false, spec.down().policies().stream().mapToInt(policy -> {
      int before = current - scaled(history, policy.period(), now);
      return policy.percent()
          ? (int) (before * (1 - policy.value() / 100.0))
          : before - policy.value();
    }));
  }

  /// `Max` is the policy that allows the largest change, `Min` the one that allows the smallest.
  private static int chosen(HpaSpec.Rules rules, int current, boolean isUp, IntStream sizes) {
    if (rules.select().equals("Disabled")) return current;
    boolean isLargest = rules.select().equals("Min") != isUp;
    return (isLargest ? sizes.max() : sizes.min()).orElse(current);
  }

  /// By how many Pods the size has changed within this time.
  private static int scaled(List<Past> history, Duration period, Instant now) {
    return history.stream().filter(past -> past.at().plus(period).isAfter(now))
        .mapToInt(past -> past instanceof Past.Scaled scaled ? scaled.change() : 0).sum();
  }
}
