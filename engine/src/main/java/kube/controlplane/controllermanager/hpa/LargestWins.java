package kube.controlplane.controllermanager.hpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.hpa.Calculator.Answer;
import kube.controlplane.controllermanager.hpa.Calculator.Tolerances;
import kube.foundation.api.ApiResult;

/// Our own arithmetic: every metric asks for a number of Pods, and the largest counts.
///
/// A metric that cannot be had might have asked for more: without it the size may grow and not
/// shrink.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
public final class LargestWins implements HpaMath {

  @Override
  public Advice advise(HpaSpec spec, int current, List<PodSample> pods, List<Past> history,
      Instant now) {
    int largest = -1;
    String metric = "";
    boolean isAnyMissing = false;
    for (HpaSpec.Goal goal : spec.goals()) {
      Optional<Integer> wanted = answer(spec, goal, current, pods).toOptional()
          .map(Answer::replicas);
      isAnyMissing |= wanted.isEmpty();
      if (wanted.isPresent() && wanted.get() > largest) {
        largest = wanted.get();
        metric = goal.metric();
      }
    }
    if (largest < 0) return new Advice.Unknown("no metric could be had");
    if (isAnyMissing && largest < current) {
      return new Advice.Unknown("a metric that could not be had might ask for more");
    }
    Limits limits = new Limits(spec, history, now);
    Advice.Held stabilized = limits.stabilized(current, largest);
    Advice.Held bounded = limits.bounded(current, stabilized.replicas());
    return new Advice.Size(bounded.replicas(), largest, metric, stabilized, bounded);
  }

  /// What one metric alone asks for.
  static ApiResult<Answer> answer(HpaSpec spec, HpaSpec.Goal goal, int current,
      List<PodSample> pods) {
    List<PodSample> samples = pods.stream()
        .filter(sample -> sample.metric().equals(goal.metric())).toList();
    Tolerances tolerances = new Tolerances(spec.down().tolerance(), spec.up().tolerance());
    return goal.utilization()
        .map(target -> Calculator.byUtilization(current, target, samples, tolerances))
        .orElseGet(() -> Calculator.byAverage(current, Math.max(1, goal.average()), samples,
            tolerances));
  }
}
