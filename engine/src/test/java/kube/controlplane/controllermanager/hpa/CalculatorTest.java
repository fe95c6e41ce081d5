package kube.controlplane.controllermanager.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import kube.controlplane.controllermanager.hpa.Calculator.Tolerances;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
class CalculatorTest {

  private static final Tolerances TEN_PERCENT = new Tolerances(0.1, 0.1);

  /// "desiredReplicas = ceil[currentReplicas * ( currentMetricValue / desiredMetricValue )]".
  @Test
  void three_pods_at_ninety_percent_of_sixty_become_five() {
    assertThat(percent(60, 90, 90, 90)).isEqualTo(5);
  }

  /// "the control plane skips any scaling action if the ratio is sufficiently close to 1.0".
  @Test
  void close_to_the_target_nothing_changes() {
    assertThat(percent(60, 64, 64, 64)).isEqualTo(3);
    assertThat(percent(60, 56, 57, 58)).isEqualTo(3);
  }

  @Test
  void half_the_load_needs_half_the_pods() {
    assertThat(percent(60, 30, 30, 30, 30)).isEqualTo(2);
  }

  /// "pods with missing metrics … assuming those pods were consuming 100% of the desired value in
  /// case of a scale down, and 0% in case of a scale up".
  @Test
  void what_is_not_measured_is_guessed_against_the_direction() {
    assertThat(percent(50, 20, 20, 20, MISSING)).isEqualTo(4);
    assertThat(percent(50, 100, 100, 100, MISSING)).isEqualTo(6);
    assertThat(percent(50, 70, 70, 70, MISSING)).isEqualTo(4);
  }

  /// "not-yet-ready pods … assumed to consume 0% of the desired metric, further dampening the
  /// magnitude of a scale up".
  @Test
  void a_pod_that_starts_up_dampens_growth_only() {
    assertThat(percent(50, 100, 100, UNREADY)).isEqualTo(4);
    assertThat(percent(50, 20, 20, 20, 20, UNREADY)).isEqualTo(2);
  }

  @Test
  void an_amount_for_each_pod_can_be_aimed_at() {
    var answer = Calculator.byAverage(2, 100, samples(300, 100), TEN_PERCENT);

    assertThat(answer.orThrow().replicas()).isEqualTo(4);
    assertThat(answer.orThrow().average()).isEqualTo(200);
  }

  /// The tolerance can be set for each direction (KEP 4951).
  @Test
  void a_smaller_tolerance_reacts_sooner() {
    var answer = Calculator.byUtilization(3, 60, samples(64, 64, 64), new Tolerances(0.1, 0.05));

    assertThat(answer.orThrow().replicas()).isEqualTo(4);
  }

  @Test
  void nothing_measured_is_no_answer() {
    assertThat(Calculator.byUtilization(1, 50, samples(MISSING), TEN_PERCENT).refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains(
            "did not receive metrics for targeted pods (pods might be unready)"));
  }

  private static final long MISSING = -1;
  private static final long UNREADY = -2;

  private static int percent(int target, long... uses) {
    return Calculator.byUtilization(uses.length, target, samples(uses), TEN_PERCENT).orThrow()
        .replicas();
  }

  /// Pods that request 100 each.
  private static List<PodSample> samples(long... uses) {
    List<PodSample> samples = new ArrayList<>();
    for (long use : uses) {
      OptionalLong measured = use >= 0 ? OptionalLong.of(use) : OptionalLong.empty();
      samples.add(new PodSample("cpu", "pod-" + samples.size(),
          measured.isPresent() ? Optional.of(measured.getAsLong()) : Optional.empty(), 100,
          use != UNREADY));
    }
    return samples;
  }
}
