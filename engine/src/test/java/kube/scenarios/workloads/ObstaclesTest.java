package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// What stands in the way of a workload, and how that is said.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
class ObstaclesTest {

  private final Workshop shop = Workshop.calm(53);

  /// "Insufficient quota": the condition `ReplicaFailure` with the reason `FailedCreate` appears on
  /// the ReplicaSet and on its Deployment, and goes when there is room
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment).
  @Test
  void a_quota_that_is_full_is_told_from_the_replica_set_up_to_the_deployment() {
    shop.create("""
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: 2}}}""")
        .settle().deployment("web", 3).advance(Duration.ofSeconds(30));
    String set = "replicasets/" + shop.names("replicasets").getFirst();

    assertThat(shop.condition(set, "ReplicaFailure")).as(shop::timeline)
        .matches("True FailedCreate: pods \"web-\\w+-\\w+\" is forbidden: exceeded quota: few,"
            + " requested: pods=1, used: pods=2, limited: pods=2");
    assertThat(shop.condition("deployments/web", "ReplicaFailure"))
        .isEqualTo(shop.condition(set, "ReplicaFailure"));
    assertThat(shop.notes(set)).anyMatch(note -> note.startsWith("FailedCreate: Error creating:"));

    shop.patch("resourcequotas/few", "{spec: {hard: {pods: 9}}}").advance(Duration.ofMinutes(11));
    assertThat(shop.readyPods()).hasSize(3);
    assertThat(shop.condition(set, "ReplicaFailure")).isEmpty();
    assertThat(shop.condition("deployments/web", "ReplicaFailure")).isEmpty();
    assertThat(shop.condition("deployments/web", "Progressing")).startsWith(
        "True NewReplicaSetAvailable: ReplicaSet \"web-");
  }

  /// An account that is not there is found missing before the Pod has its name, so that the warning
  /// is always the same and is counted
  /// (https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/).
  @Test
  void without_its_account_no_pod_is_made_and_one_warning_counts_the_attempts() {
    shop.create("""
        {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web}, spec: {replicas: 1,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {
          serviceAccountName: ghost, containers: [{name: main, image: nginx}]}}}}""")
        .advance(Duration.ofMinutes(1));

    assertThat(shop.notes("replicasets/web")).containsExactly("FailedCreate: Error creating: pods"
        + " \"web-\" is forbidden: error looking up service account default/ghost: serviceaccount"
        + " \"ghost\" not found");
    assertThat(Integer.parseInt(shop.get("events/" + shop.all("events").stream()
        .filter(event -> event.name().startsWith("web.")).findFirst().orElseThrow().name(),
        "count"))).isGreaterThan(3);
  }

  /// A ReplicationController says it in the same way
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/).
  @Test
  void a_replication_controller_without_room_says_so_as_well() {
    shop.create("""
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: 0}}}
        ---
        {apiVersion: v1, kind: ReplicationController, metadata: {name: old}, spec: {replicas: 1,
          selector: {app: old}, template: {metadata: {labels: {app: old}},
          spec: {containers: [{name: main, image: nginx}]}}}}""").advance(Duration.ofSeconds(5));

    assertThat(shop.condition("replicationcontrollers/old", "ReplicaFailure"))
        .startsWith("True FailedCreate: pods \"old-");
  }

  /// "spec.progressDeadlineSeconds": an image that is not there makes a roll-out stand still; the
  /// condition says so after the deadline, and the old Pods go on
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds).
  @Test
  void an_image_that_is_missing_stops_the_roll_out_and_not_the_service() {
    shop.deployment("web", 4).settle()
        .patch("deployments/web", "{spec: {progressDeadlineSeconds: 60}}")
        .image("deployments/web", "ghost:nope").advance(Duration.ofSeconds(90));

    assertThat(shop.condition("deployments/web", "Progressing")).matches(
        "False ProgressDeadlineExceeded: ReplicaSet \"web-\\w+\" has timed out progressing.");
    assertThat(shop.condition("deployments/web", "Available")).isEqualTo(
        "True MinimumReplicasAvailable: Deployment has minimum availability.");
    assertThat(shop.readyPods()).hasSize(3);
    assertThat(shop.get("deployments/web", "status.updatedReplicas")).isEqualTo("2");
  }
}
