package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import org.junit.jupiter.api.Test;

/// The pages of the documentation that everybody tries first, step by step, with their own images.
class WalkthroughsTest {

  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#running-an-example-job
  @Test
  void the_job_computes_pi_to_two_thousand_places() {
    Workshop shop = Workshop.calm(41).create("""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: pi}
        spec:
          template:
            spec:
              containers:
              - name: pi
                image: perl:5.34.0
                command: ["perl", "-Mbignum=bpi", "-wle", "print bpi(2000)"]
              restartPolicy: Never
          backoffLimit: 4
        """).settle();
    Resource pod = shop.all("pods").getFirst();

    assertThat(shop.get("jobs/pi", "status.succeeded")).isEqualTo("1");
    assertThat(shop.logs(pod.name()))
        .hasSize("3.".length() + 1_999 + "\n".length())
        .startsWith("3.14159265358979323846264338327950288419716939937510582097494459230781640")
        .contains("99999983729780499510597317328160963185950244594553469083026425223082533446");
  }

  /// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/
  @Test
  void the_autoscaler_follows_the_load_up_and_down() {
    Workshop shop = Workshop.calm(42).create(PHP_APACHE).settle();
    shop.advance(Duration.ofMinutes(1));
    assertThat(shop.get("deployments/php-apache", "spec.replicas")).isEqualTo("1");

    shop.create("""
        apiVersion: v1
        kind: Pod
        metadata: {name: load-generator}
        spec:
          containers:
          - name: load-generator
            image: busybox:1.28
            command: [/bin/sh, -c, "while sleep 0.1; do wget -q -O- http://php-apache; done"]
        """);
    shop.advance(Duration.ofMinutes(3));
    assertThat(shop.get("deployments/php-apache", "spec.replicas")).isIn("4", "5", "6");

    shop.delete("pods/load-generator").advance(Duration.ofMinutes(8));
    assertThat(shop.get("deployments/php-apache", "spec.replicas")).isEqualTo("1");
    assertThat(shop.all("pods")).extracting(pod -> Json.text(pod.tree(), "status.phase"))
        .containsExactly("Running");
  }

  /// Less load and costlier answers than the page's, to the same effect.
  private static final String PHP_APACHE = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: php-apache}
      spec:
        selector: {matchLabels: {run: php-apache}}
        template:
          metadata: {labels: {run: php-apache}}
          spec:
            containers:
            - name: php-apache
              image: registry.k8s.io/hpa-example
              env: [{name: WORK_MILLIS, value: "60"}]
              ports: [{containerPort: 80}]
              resources: {limits: {cpu: 500m}, requests: {cpu: 200m}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: php-apache, labels: {run: php-apache}}
      spec: {ports: [{port: 80}], selector: {run: php-apache}}
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: php-apache}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: php-apache}
        minReplicas: 1
        maxReplicas: 10
        metrics:
        - type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
      """;
}
