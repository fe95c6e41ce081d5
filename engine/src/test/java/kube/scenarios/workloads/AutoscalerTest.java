package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
class AutoscalerTest {

  private final Workshop shop = Workshop.calm(29);

  /// "the HorizontalPodAutoscaler controller … every 15 seconds"; of two policies the default for
  /// growing is "4 pods or a 100% … every 15 seconds", up to `maxReplicas`.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work
  @Test
  void too_much_use_makes_the_target_grow_up_to_its_limit() {
    web("{requests: {cpu: 100m}}", 1);
    scaler("averageUtilization: 10", "");
    shop.advance(Duration.ofMinutes(4));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
    assertThat(shop.notes("horizontalpodautoscalers/web")).contains("SuccessfulRescale: New size:"
        + " 4; reason: cpu resource utilization (percentage of request) above target");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingLimited")).isEqualTo(
        "True TooManyReplicas: the desired replica count is more than the maximum replica count");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingActive")).isEqualTo(
        "True ValidMetricFound: the HPA was able to successfully calculate a replica count from"
            + " cpu resource utilization (percentage of request)");
    assertThat(shop.get("horizontalpodautoscalers/web", "status.currentMetrics"))
        .contains("averageUtilization");
  }

  /// "the default is 300 seconds … the highest recommendation" of the window counts when shrinking
  /// (#stabilization-window).
  @Test
  void little_use_makes_it_shrink_only_after_five_minutes() {
    web("{requests: {cpu: 100m}}", 6);
    scaler("averageUtilization: 300", "");
    shop.advance(Duration.ofMinutes(4));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
    assertThat(shop.condition("horizontalpodautoscalers/web", "AbleToScale")).isEqualTo(
        "True ScaleDownStabilized: recent recommendations were higher than current one, applying"
            + " the highest recent recommendation");

    shop.advance(Duration.ofMinutes(3));
    assertThat(shop.get("deployments/web", "spec.replicas")).isIn("1", "2");
    assertThat(shop.notes("horizontalpodautoscalers/web"))
        .anyMatch(note -> note.endsWith("reason: All metrics below target"));
  }

  /// "behavior … policies: type: Pods, value: 1, periodSeconds: 60" (#scaling-policies).
  @Test
  void a_policy_holds_growth_to_one_pod_a_minute() {
    web("{requests: {cpu: 100m}}", 1);
    scaler("averageUtilization: 10",
        "behavior: {scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 60}]}},");
    shop.advance(Duration.ofSeconds(60));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingLimited")).startsWith(
        "True ScaleUpLimit: the desired replica count is increasing faster than the maximum scale");

    shop.advance(Duration.ofSeconds(75));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("3");
  }

  /// "if some of the Pod's containers do not have the relevant resource request set, CPU utilization
  /// for the Pod will not be defined" (#how-does-a-horizontalpodautoscaler-work).
  @Test
  void without_requests_there_is_no_percentage() {
    web("{}", 2);
    scaler("averageUtilization: 50", "");
    shop.advance(Duration.ofMinutes(2));

    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingActive")).startsWith("False"
        + " FailedGetResourceMetric: the HPA was unable to compute the replica count: failed to get"
        + " cpu utilization: missing request for cpu in container main of Pod web-");
    assertThat(shop.notes("horizontalpodautoscalers/web")).anyMatch(note -> note.startsWith(
        "FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed"
            + " to get cpu resource metric value: failed to get cpu utilization: missing request"));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
  }

  /// A target that is not there is said so, and the autoscaler goes on trying.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work
  @Test
  void a_target_that_comes_later_is_found() {
    scaler("averageUtilization: 300", "");
    shop.advance(Duration.ofSeconds(20));
    assertThat(shop.condition("horizontalpodautoscalers/web", "AbleToScale")).isEqualTo("False"
        + " FailedGetScale: the HPA controller was unable to get the target's current scale:"
        + " deployments.apps \"web\" not found");

    web("{requests: {cpu: 100m}}", 8);
    shop.advance(Duration.ofSeconds(20));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
    assertThat(shop.notes("horizontalpodautoscalers/web")).contains("SuccessfulRescale: New size:"
        + " 6; reason: Current number of replicas above Spec.MaxReplicas");
  }

  /// "set the target's desired replica count to 0 … the HPA stops adjusting the target"
  /// (#implicit-maintenance-mode-deactivation).
  @Test
  void a_target_of_nobody_is_left_alone() {
    web("{requests: {cpu: 100m}}", 0);
    scaler("averageUtilization: 10", "");
    shop.advance(Duration.ofMinutes(1));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("0");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingActive")).isEqualTo("False"
        + " ScalingDisabled: scaling is disabled since the replica count of the target is zero");
  }

  private void web(String resources, int replicas) {
    shop.create("""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: %d,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx, resources: %s}]}}}}"""
        .formatted(replicas, resources));
  }

  private void scaler(String target, String more) {
    shop.create("""
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 1,
          maxReplicas: 6, %s metrics: [{type: Resource, resource: {name: cpu, target: {
          type: Utilization, %s}}}]}}""".formatted(more, target));
  }
}
