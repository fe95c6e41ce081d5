package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// Autoscalers with several metrics, with metrics that are missing, and with rules of their own.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
class AutoscalerMetricsTest {

  private static final String BUSY = "{type: Resource, resource: {name: cpu, target: {"
      + "type: Utilization, averageUtilization: 10}}}";
  private static final String IDLE = "{type: Resource, resource: {name: memory, target: {"
      + "type: AverageValue, averageValue: 100Gi}}}";
  private static final String UNKNOWN = "{type: Pods, pods: {metric: {name: hits}, target: {"
      + "type: AverageValue, averageValue: '10'}}}";

  private final Workshop shop = Workshop.calm(67);

  /// "the HorizontalPodAutoscaler … evaluates each metric … the largest … is chosen"
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#scaling-on-multiple-metrics).
  @Test
  void of_several_metrics_the_one_that_wants_most_decides() {
    scaled("minReplicas: 1", IDLE + ", " + BUSY);
    shop.advance(Duration.ofMinutes(3));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingActive")).endsWith(
        "calculate a replica count from cpu resource utilization (percentage of request)");
  }

  /// "If any of these metrics cannot be converted … and a scale down is suggested by the metrics
  /// which can be fetched, scaling is skipped", growing is not
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details).
  @Test
  void a_metric_that_is_missing_forbids_to_shrink_and_not_to_grow() {
    scaled("minReplicas: 1", UNKNOWN + ", " + IDLE);
    shop.advance(Duration.ofMinutes(8));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingActive")).isEqualTo("False"
        + " FailedGetPodsMetric: the HPA was unable to compute the replica count: unable to get"
        + " metric hits: unable to fetch metrics from custom metrics API: no known available metric"
        + " versions found");

    shop.patch("horizontalpodautoscalers/web", "{spec: {metrics: [" + UNKNOWN + ", " + BUSY + "]}}")
        .advance(Duration.ofMinutes(3));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
  }

  /// "container resource metrics … to scale on the resource usage of individual containers"
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#container-resource-metrics).
  @Test
  void one_container_alone_may_be_what_counts() {
    scaled("minReplicas: 1", "{type: ContainerResource, containerResource: {name: cpu, container:"
        + " main, target: {type: Utilization, averageUtilization: 10}}}");
    shop.advance(Duration.ofMinutes(3));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
    assertThat(shop.notes("horizontalpodautoscalers/web")).anyMatch(note -> note.endsWith(
        "reason: cpu container resource utilization (percentage of request) above target"));
  }

  /// "tolerance: … a per-autoscaler value": what is inside it changes nothing
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#tolerance).
  @Test
  void inside_its_own_tolerance_an_autoscaler_stays_calm() {
    scaled("minReplicas: 1, behavior: {scaleUp: {tolerance: '50'}}", BUSY);
    shop.advance(Duration.ofMinutes(3));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
    assertThat(shop.condition("horizontalpodautoscalers/web", "AbleToScale")).isEqualTo(
        "True ReadyForNewScale: recommended size matches current size");
  }

  /// "selectPolicy: Disabled turns off scaling in the given direction"
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#example-disable-scale-down).
  @Test
  void shrinking_can_be_forbidden() {
    scaled("minReplicas: 1, behavior: {scaleDown: {stabilizationWindowSeconds: 0,"
        + " selectPolicy: Disabled}}", IDLE);
    shop.advance(Duration.ofMinutes(4));

    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
    assertThat(shop.condition("horizontalpodautoscalers/web", "ScalingLimited")).startsWith(
        "True ScaleDownLimit: the desired replica count is decreasing faster than the maximum");
  }

  /// "stabilizationWindowSeconds: 0": without a window it shrinks at once, by the policy's step
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#scaling-policies).
  @Test
  void without_a_window_it_shrinks_one_by_one_as_the_policy_says() {
    scaled("minReplicas: 1, behavior: {scaleDown: {stabilizationWindowSeconds: 0,"
        + " policies: [{type: Pods, value: 1, periodSeconds: 60}]}}", IDLE);
    shop.scale("deployments/web", 4).advance(Duration.ofSeconds(40));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("3");

    shop.advance(Duration.ofSeconds(65));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");
  }

  /// "AmbiguousSelector": two autoscalers that pull at the same Pods both let go
  /// (https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#pods-and-selectors).
  @Test
  void two_autoscalers_of_the_same_pods_both_give_up() {
    scaled("minReplicas: 1", BUSY);
    shop.create("""
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: second}, spec: {
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 3,
          metrics: [%s]}}""".formatted(IDLE)).advance(Duration.ofMinutes(3));

    String why = "pods by selector app=web are controlled by multiple HPAs: [default/second"
        + " default/web]";
    for (String name : new String[]{"web", "second"}) {
      assertThat(shop.condition("horizontalpodautoscalers/" + name, "ScalingActive"))
          .isEqualTo("False AmbiguousSelector: " + why);
      assertThat(shop.notes("horizontalpodautoscalers/" + name))
          .contains("AmbiguousSelector: " + why);
    }
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("2");

    shop.delete("horizontalpodautoscalers/second").advance(Duration.ofMinutes(3));
    assertThat(shop.get("deployments/web", "spec.replicas")).isEqualTo("6");
  }

  private void scaled(String spec, String metrics) {
    shop.create("""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx,
          resources: {requests: {cpu: 100m, memory: 10Mi}}}]}}}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 6,
          %s, metrics: [%s]}}""".formatted(spec, metrics));
  }
}
