package kube.controlplane.controllermanager.hpa;

import java.util.List;
import java.util.function.ToLongFunction;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Status;

/// Turns what Pods use into a number of Pods: `ceil(number × use / target)`.
///
/// Close to the target nothing changes. Pods that are not measured, or not ready, are guessed against
/// the direction of the change: when shrinking they use all that they may, when growing nothing. A
/// guess that would turn the direction round means that nothing is known, and nothing changes.
///
/// **In Kubernetes:**
/// [replica_calculator.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/podautoscaler/replica_calculator.go)
public final class Calculator {

  /// @param replicas how many Pods there should be
  /// @param utilization the use in percent of the requests; 0 where only amounts matter
  /// @param average the use of one Pod in thousandths
  public record Answer(int replicas, int utilization, long average) {}

  /// How much more or less than the target is as good as the target.
  public record Tolerances(double down, double up) {
    boolean cover(double ratio) {
      return ratio >= 1.0 - down && ratio <= 1.0 + up;
    }
  }

  private Calculator() {}

  /// Aims at a percentage of what the Pods request.
  public static ApiResult<Answer> byUtilization(int current, int target, List<PodSample> samples,
      Tolerances tolerances) {
    List<PodSample> measured = samples.stream()
        .filter(s -> s.ready() && s.usage().isPresent()).toList();
    if (measured.isEmpty()) return nothingMeasured();
    long used = sum(measured, s -> s.usage().orElseThrow());
    long requested = sum(measured, PodSample::request);
    if (requested == 0) return unknown("no metrics returned matched known pods");
    int utilization = Math.toIntExact(used * 100 / requested);
    double ratio = (double) utilization / target;
    int fallback = Math.max(100, target);
    int replicas = replicas(current, ratio, samples, measured, tolerances, filled -> {
      long counted = sum(samples, PodSample::request) - filled.leftOut();
      if (counted == 0) return ratio;
      long percent = (used + filled.whole() * fallback / 100) * 100 / counted;
      return (double) percent / target;
    });
    return new ApiResult.Ok<>(new Answer(replicas, utilization, used / measured.size()));
  }

  /// Aims at an amount for each Pod.
  public static ApiResult<Answer> byAverage(int current, long target, List<PodSample> samples,
      Tolerances tolerances) {
    List<PodSample> measured = samples.stream()
        .filter(s -> s.ready() && s.usage().isPresent()).toList();
    if (measured.isEmpty()) return nothingMeasured();
    long used = sum(measured, s -> s.usage().orElseThrow());
    double ratio = (double) used / measured.size() / target;
    int replicas = replicas(current, ratio, samples, measured, tolerances, filled -> {
      int counted = samples.size() - filled.podsLeftOut();
      return (double) (used + filled.pods() * target) / counted / target;
    });
    return new ApiResult.Ok<>(new Answer(replicas, 0, used / measured.size()));
  }

  /// What the guesses add.
  ///
  /// @param whole the requests of the Pods that are taken to use all they may
  /// @param pods how many these are
  /// @param leftOut the requests of the Pods that are not taken into account at all
  private record Filled(long whole, int pods, long leftOut, int podsLeftOut) {}

  private interface Again {
    double ratio(Filled filled);
  }

  private static int replicas(int current, double ratio, List<PodSample> samples,
      List<PodSample> measured, Tolerances tolerances, Again again) {
    List<PodSample> missing = samples.stream()
        .filter(s -> s.ready() && s.usage().isEmpty()).toList();
    List<PodSample> unready = samples.stream().filter(s -> !s.ready()).toList();
    boolean growing = ratio > 1.0;
    boolean guessUnready = !unready.isEmpty() && growing;
    if (!guessUnready && missing.isEmpty()) {
      return tolerances.cover(ratio) ? current : (int) Math.ceil(ratio * measured.size());
    }
    long whole = ratio < 1.0 ? sum(missing, PodSample::request) : 0;
    int wholePods = ratio < 1.0 ? missing.size() : 0;
    boolean leavesMissing = ratio == 1.0;
    long leftOut = (guessUnready ? 0 : sum(unready, PodSample::request))
        + (leavesMissing ? sum(missing, PodSample::request) : 0);
    int podsLeftOut = (guessUnready ? 0 : unready.size()) + (leavesMissing ? missing.size() : 0);
    double guessed = again.ratio(new Filled(whole, wholePods, leftOut, podsLeftOut));
    boolean turned = (ratio < 1.0 && guessed > 1.0) || (growing && guessed < 1.0);
    if (tolerances.cover(guessed) || turned) return current;
    int replicas = (int) Math.ceil(guessed * (samples.size() - podsLeftOut));
    boolean contradicts = (guessed < 1.0 && replicas > current)
        || (guessed > 1.0 && replicas < current);
    return contradicts ? current : replicas;
  }

  private static long sum(List<PodSample> samples, ToLongFunction<PodSample> amount) {
    return samples.stream().mapToLong(amount).sum();
  }

  private static ApiResult<Answer> nothingMeasured() {
    return unknown("did not receive metrics for targeted pods (pods might be unready)");
  }

  /// The answer cannot be known, and why.
  static <T> ApiResult<T> unknown(String why) {
    return new ApiResult.Refused<>(new Status(500, "", why, "", "", "", List.of()));
  }
}
