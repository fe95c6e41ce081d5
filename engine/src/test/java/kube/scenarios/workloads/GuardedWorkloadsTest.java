package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.Cluster;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles
class GuardedWorkloadsTest {

  /// "The Kubernetes controller manager runs controllers … with a separate service account" for each,
  /// and the default roles are enough for all that they do.
  ///
  /// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles
  @Test
  void every_controller_does_its_work_with_the_default_roles() {
    Workshop shop = Workshop.of(Cluster.Plan.standard(31).guarded());
    shop.deployment("web", 2).create("""
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 2,
          serviceName: db, selector: {matchLabels: {app: db}},
          persistentVolumeClaimRetentionPolicy: {whenScaled: Delete},
          volumeClaimTemplates: [{metadata: {name: disk}, spec: {accessModes: [ReadWriteOnce],
          resources: {requests: {storage: 1Gi}}}}],
          podManagementPolicy: Parallel, template: {metadata: {labels: {app: db}},
          spec: {containers: [{name: main, image: nginx}]}}}}
        ---
        {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {
          selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}},
          spec: {containers: [{name: main, image: nginx, resources: {requests: {cpu: 10m}}}]}}}}
        ---
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: tick}, spec: {schedule: '* * * * *',
          successfulJobsHistoryLimit: 1, jobTemplate: {spec: {ttlSecondsAfterFinished: 90,
          template: {spec: {restartPolicy: Never, containers: [
          {name: main, image: busybox, command: [sh, -c, 'sleep 2']}]}}}}}}
        ---
        {apiVersion: v1, kind: ReplicationController, metadata: {name: old}, spec: {replicas: 1,
          selector: {app: old}, template: {metadata: {labels: {app: old}},
          spec: {containers: [{name: main, image: nginx}]}}}}
        ---
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web},
          spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 3,
          maxReplicas: 6}}""");
    shop.advance(Duration.ofSeconds(90)).image("deployments/web", "httpd");
    shop.image("daemonsets/agent", "httpd").scale("statefulsets/db", 1);
    shop.advance(Duration.ofMinutes(2));

    List<String> refused = shop.cluster().log().last(100_000).stream()
        .map(entry -> entry.toLine()).filter(line -> line.contains(" 403 ")).distinct().toList();
    assertThat(refused).isEmpty();
    assertThat(shop.get("deployments/web", "status.updatedReplicas")).isEqualTo("3");
    assertThat(shop.get("poddisruptionbudgets/web", "status.disruptionsAllowed")).isEqualTo("1");
    assertThat(shop.get("cronjobs/tick", "status.lastSuccessfulTime")).isNotEmpty();
    assertThat(shop.get("daemonsets/agent", "status.updatedNumberScheduled")).isEqualTo("3");
    assertThat(shop.get("replicationcontrollers/old", "status.readyReplicas")).isEqualTo("1");
  }
}
