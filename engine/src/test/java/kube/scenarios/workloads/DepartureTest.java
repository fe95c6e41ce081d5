package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pods that are on their way out, and Pods that cannot be made, in the words of their owners.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
class DepartureTest {

  private static final String SLOW = """
      {terminationGracePeriodSeconds: 60, containers: [{name: main, image: nginx,
        lifecycle: {preStop: {sleep: {seconds: 30}}}}]}""";

  private final Workshop workshop = Workshop.calm(1);

  private String failure(String object) {
    for (JsonNode condition : Json.at(workshop.get(object), "status.conditions")) {
      if (Json.text(condition, "type").equals("ReplicaFailure")) {
        return Json.text(condition, "status") + " " + Json.text(condition, "reason") + ": "
            + Json.text(condition, "message");
      }
    }
    return "";
  }

  private String replicaSet() {
    return "replicasets/" + workshop.names("replicasets").iterator().next();
  }

  /// "type: ReplicaFailure … status: "True" … reason: FailedCreate … exceeded quota"
  /// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
  @Test
  void a_deployment_says_why_its_pods_cannot_be_made_until_they_can() {
    workshop.create("""
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: 1}}}""")
        .settle().deployment("web", 2).advance(Duration.ofSeconds(20));

    assertThat(failure(replicaSet())).as(workshop::timeline)
        .startsWith("True FailedCreate: pods \"web-")
        .endsWith("is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited:"
            + " pods=1");
    assertThat(failure("deployments/web")).isEqualTo(failure(replicaSet()));

    workshop.patch("resourcequotas/few", "{spec: {hard: {pods: 5}}}")
        .advance(Duration.ofMinutes(2));
    assertThat(failure(replicaSet())).as(workshop::timeline).isEmpty();
    assertThat(failure("deployments/web")).isEmpty();
    assertThat(workshop.get("deployments/web", "status.availableReplicas")).isEqualTo("2");
  }

  /// "The number of terminating pods for this replica set. Terminating pods have a non-null
  /// .metadata.deletionTimestamp and have not yet reached the Failed or Succeeded .status.phase."
  /// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/replica-set-v1/#ReplicaSetStatus
  @Test
  void pods_that_are_ending_are_counted_apart() {
    workshop.create("""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: %s}}}""".formatted(SLOW)).settle().scale("deployments/web", 1)
        .advance(Duration.ofSeconds(5));

    assertThat(workshop.get(replicaSet(), "status.replicas")).isEqualTo("1");
    assertThat(workshop.get(replicaSet(), "status.terminatingReplicas")).isEqualTo("2");
    assertThat(workshop.get("deployments/web", "status.terminatingReplicas")).isEqualTo("2");

    workshop.advance(Duration.ofSeconds(40));
    assertThat(workshop.get(replicaSet(), "status.terminatingReplicas")).isEqualTo("0");
    assertThat(workshop.get("deployments/web", "status.terminatingReplicas")).isEqualTo("0");
  }

  /// "podReplacementPolicy: Failed … to only create replacement Pods when they reach the terminal
  /// phase", "terminating: the number of Pods owned by the Job that are currently terminating."
  /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-replacement-policy
  @Test
  void a_job_may_wait_until_the_pod_before_has_really_ended() {
    for (String policy : new String[]{"TerminatingOrFailed", "Failed"}) {
      String name = policy.toLowerCase(java.util.Locale.ROOT);
      workshop.create(
          """
          {apiVersion: batch/v1, kind: Job, metadata: {name: %s}, spec: {podReplacementPolicy: %s,
            template: {spec: {restartPolicy: Never, terminationGracePeriodSeconds: 60, containers: [
              {name: main, image: busybox, command: [sleep, "1000"],
               lifecycle: {preStop: {sleep: {seconds: 30}}}}]}}}}"""
              .formatted(name, policy))
          .advance(Duration.ofSeconds(10));
      String first = workshop.names("pods").stream().filter(pod -> pod.startsWith(name + "-"))
          .findFirst().orElseThrow();
      workshop.delete("pods/" + first).advance(Duration.ofSeconds(15));

      assertThat(workshop.get("jobs/" + name, "status.terminating")).isEqualTo("1");
      assertThat(workshop.names("pods").stream().filter(pod -> pod.startsWith(name + "-")))
          .as(workshop::timeline).hasSize(policy.equals("Failed") ? 1 : 2);

      workshop.advance(Duration.ofSeconds(60));
      assertThat(workshop.get("jobs/" + name, "status.active")).isEqualTo("1");
      assertThat(workshop.get("jobs/" + name, "status.terminating")).isEqualTo("0");
    }
  }
}
