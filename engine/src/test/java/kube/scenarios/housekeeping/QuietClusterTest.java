package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import kube.foundation.machine.EventLog;
import org.junit.jupiter.api.Test;

/// A cluster that holds something for every controller, and in which nothing happens any more, writes
/// what an idle cluster writes and not a word besides: leases, and the status of each node once in
/// five minutes.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
class QuietClusterTest {

  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete",
      "deletecollection");

  private final Manor manor = Manor.calm(11);

  /// What a POST with this body is made of, by the collection that it goes to.
  private static final List<Map.Entry<String, String>> OBJECTS = List.of(
      Map.entry("apps/v1/namespaces/default/deployments", """
          {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3,
            selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
            spec: {containers: [{name: c, image: nginx, resources: {requests: {cpu: 100m}},
              readinessProbe: {httpGet: {path: /, port: 80}},
              livenessProbe: {httpGet: {path: /, port: 80}}}]}}}}"""),
      Map.entry("apps/v1/namespaces/default/deployments", """
          {apiVersion: apps/v1, kind: Deployment, metadata: {name: busy}, spec: {
            selector: {matchLabels: {app: busy}}, template: {metadata: {labels: {app: busy}},
            spec: {containers: [{name: c, image: inside-out/burner, resources: {
              requests: {cpu: 500m}, limits: {cpu: 500m}}}]}}}}"""),
      Map.entry("apps/v1/namespaces/default/statefulsets", """
          {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 2,
            serviceName: db, selector: {matchLabels: {app: db}},
            template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: redis,
              volumeMounts: [{name: data, mountPath: /data}]}]}},
            volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce],
              resources: {requests: {storage: 1Gi}}}}]}}"""),
      Map.entry("apps/v1/namespaces/default/daemonsets", """
          {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {
            selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}},
            spec: {containers: [{name: c, image: busybox, command: [sleep, 1d]}]}}}}"""),
      Map.entry("namespaces/default/replicationcontrollers", """
          {apiVersion: v1, kind: ReplicationController, metadata: {name: old}, spec: {replicas: 1,
            selector: {app: old}, template: {metadata: {labels: {app: old}},
            spec: {containers: [{name: c, image: nginx}]}}}}"""),
      Map.entry("batch/v1/namespaces/default/jobs",
          """
          {apiVersion: batch/v1, kind: Job, metadata: {name: done}, spec: {completions: 2,
            completionMode: Indexed, ttlSecondsAfterFinished: 86400, template: {spec: {
            restartPolicy: Never, containers: [{name: c, image: busybox, command: ['true']}]}}}}"""),
      Map.entry("batch/v1/namespaces/default/jobs", """
          {apiVersion: batch/v1, kind: Job, metadata: {name: failed}, spec: {backoffLimit: 1,
            template: {spec: {restartPolicy: Never,
            containers: [{name: c, image: busybox, command: ['false']}]}}}}"""),
      Map.entry("batch/v1/namespaces/default/cronjobs", """
          {apiVersion: batch/v1, kind: CronJob, metadata: {name: yearly}, spec: {
            schedule: '0 0 1 1 *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never,
            containers: [{name: c, image: busybox}]}}}}}}"""),
      Map.entry("namespaces/default/services", """
          {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: LoadBalancer,
            selector: {app: web}, ports: [{port: 80}]}}"""),
      Map.entry("namespaces/default/services", """
          {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {clusterIP: None,
            selector: {app: db}, ports: [{port: 6379}]}}"""),
      Map.entry("namespaces/default/services",
          "{apiVersion: v1, kind: Service, metadata: {name: hand}, spec: {ports: [{port: 80}]}}"),
      Map.entry("namespaces/default/endpoints", """
          {apiVersion: v1, kind: Endpoints, metadata: {name: hand}, subsets: [
            {addresses: [{ip: 10.1.2.3}], ports: [{port: 80}]}]}"""),
      Map.entry("networking.k8s.io/v1/namespaces/default/ingresses", """
          {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {
            defaultBackend: {service: {name: web, port: {number: 80}}}}}"""),
      Map.entry("networking.k8s.io/v1/namespaces/default/networkpolicies", """
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: all}, spec: {
            podSelector: {}, policyTypes: [Egress], egress: [{}]}}"""),
      Map.entry("policy/v1/namespaces/default/poddisruptionbudgets", """
          {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {
            minAvailable: 2, selector: {matchLabels: {app: web}}}}"""),
      Map.entry("policy/v1/namespaces/default/poddisruptionbudgets", """
          {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: nobody}, spec: {
            maxUnavailable: 1, selector: {matchLabels: {app: nobody}}}}"""),
      Map.entry("namespaces/default/resourcequotas", """
          {apiVersion: v1, kind: ResourceQuota, metadata: {name: quota}, spec: {
            hard: {pods: '50', services: '10', requests.storage: 10Gi}}}"""),
      Map.entry("namespaces/default/limitranges", """
          {apiVersion: v1, kind: LimitRange, metadata: {name: limits}, spec: {limits: [
            {type: Container, default: {memory: 1Gi}}]}}"""),
      Map.entry("namespaces/default/secrets", """
          {apiVersion: v1, kind: Secret, metadata: {name: token, annotations: {
            kubernetes.io/service-account.name: default}},
            type: kubernetes.io/service-account-token}"""),
      Map.entry("autoscaling/v2/namespaces/default/horizontalpodautoscalers", """
          {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: busy},
            spec: {minReplicas: 1, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1,
            kind: Deployment, name: busy}, metrics: [{type: Resource, resource: {name: cpu,
            target: {type: Utilization, averageUtilization: 100}}}]}}"""),
      Map.entry("namespaces/default/pods",
          """
          {apiVersion: v1, kind: Pod, metadata: {name: gated}, spec: {
            schedulingGates: [{name: example.com/wait}], containers: [{name: c, image: nginx}]}}"""),
      Map.entry("namespaces/default/persistentvolumeclaims", """
          {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: waits}, spec: {
            accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}"""),
      Map.entry("rbac.authorization.k8s.io/v1/clusterroles", """
          {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: readers,
            labels: {rbac.authorization.k8s.io/aggregate-to-view: 'true'}}, rules: []}"""));

  @Test
  void nothing_is_written_when_nothing_happens() {
    OBJECTS.forEach(object -> manor.create(object.getKey(), object.getValue()));
    manor.advance(Duration.ofMinutes(20));
    long before = manor.cluster().log().lastSequence();
    manor.advance(Duration.ofMinutes(20));

    List<EventLog.Entry> writes = manor.cluster().log().after(before).stream()
        .filter(entry -> WRITES.contains(entry.verb()))
        .filter(entry -> !entry.object().startsWith("leases/")).toList();
    assertThat(writes).as(manor::timeline).extracting(EventLog.Entry::object)
        .containsOnly("nodes/node-a/status", "nodes/node-b/status", "nodes/node-c/status");
    assertThat(writes).hasSize(3 * 4);
  }
}
