package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.clock.InBothClocks;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;

/// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
class StatefulSetTest {

  private final Workshop shop = Workshop.calm(11);

  /// "Pods are created sequentially, in order from {0..N-1}" and "before a scaling operation is
  /// applied to a Pod, all of its predecessors must be Running and Ready"
  /// (#deployment-and-scaling-guarantees).
  @InBothClocks
  void pods_come_in_order_and_each_waits_for_the_one_before() {
    set("db", 3, "");
    shop.watch(Duration.ofSeconds(15), now -> {
      List<Resource> pods = now.pods();
      for (int i = 0; i + 1 < pods.size(); i++) {
        assertThat(Workshop.isReady(pods.get(i))).as(now::timeline).isTrue();
      }
    });

    assertThat(shop.names("pods")).containsExactly("db-0", "db-1", "db-2");
    assertThat(shop.notes("statefulsets/db")).containsExactly(
        "SuccessfulCreate: create Pod db-0 in StatefulSet db successful",
        "SuccessfulCreate: create Pod db-1 in StatefulSet db successful",
        "SuccessfulCreate: create Pod db-2 in StatefulSet db successful");
    assertThat(shop.get("statefulsets/db", "status.availableReplicas")).isEqualTo("3");
  }

  /// "the control plane adds this label … statefulset.kubernetes.io/pod-name" and
  /// "apps.kubernetes.io/pod-index" (#pod-name-label, #pod-index-label).
  @InBothClocks
  void each_pod_has_a_name_a_number_and_a_host_name() {
    set("db", 1, "");
    shop.settle();

    var labels = shop.all("pods").getFirst().metadata().labels();
    assertThat(labels).containsEntry("statefulset.kubernetes.io/pod-name", "db-0")
        .containsEntry("apps.kubernetes.io/pod-index", "0")
        .containsEntry("controller-revision-hash", shop.names("controllerrevisions").getFirst());
    assertThat(shop.get("pods/db-0", "spec.hostname")).isEqualTo("db-0");
    assertThat(shop.get("pods/db-0", "spec.subdomain")).isEqualTo("db");
  }

  /// "When Pods are being deleted, they are terminated in reverse order, from {N-1..0}".
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees
  @InBothClocks
  void shrinking_takes_the_last_pod_first_and_one_at_a_time() {
    set("db", 3, "");
    shop.settle().scale("statefulsets/db", 1).settle();

    assertThat(shop.names("pods")).containsExactly("db-0");
    assertThat(shop.notes("statefulsets/db")).endsWith(
        "SuccessfulDelete: delete Pod db-2 in StatefulSet db successful",
        "SuccessfulDelete: delete Pod db-1 in StatefulSet db successful");
  }

  /// "Parallel pod management tells the StatefulSet controller to launch or terminate all Pods in
  /// parallel" (#parallel-pod-management).
  @InBothClocks
  void in_parallel_all_pods_come_at_once() {
    set("db", 3, "podManagementPolicy: Parallel,");
    shop.advance(Duration.ofMillis(300));

    assertThat(shop.names("pods")).containsExactly("db-0", "db-1", "db-2");
  }

  /// "Pods will be assigned ordinals from .spec.ordinals.start" (#start-ordinal).
  @InBothClocks
  void the_first_number_can_be_chosen() {
    set("db", 2, "ordinals: {start: 5},");
    shop.settle();

    assertThat(shop.names("pods")).containsExactly("db-5", "db-6");
  }

  /// "It will proceed in the same order as Pod termination (from the largest ordinal to the
  /// smallest), updating each Pod one at a time" (#rolling-updates).
  @InBothClocks
  void an_update_goes_from_the_last_pod_to_the_first() {
    set("db", 3, "");
    shop.settle().image("statefulsets/db", "httpd").settle();

    assertThat(images()).containsOnly("httpd");
    assertThat(shop.notes("statefulsets/db")).containsSubsequence(
        "SuccessfulDelete: delete Pod db-2 in StatefulSet db successful",
        "SuccessfulDelete: delete Pod db-1 in StatefulSet db successful",
        "SuccessfulDelete: delete Pod db-0 in StatefulSet db successful");
    assertThat(shop.names("controllerrevisions")).hasSize(2);
    assertThat(shop.get("statefulsets/db", "status.currentRevision"))
        .isEqualTo(shop.get("statefulsets/db", "status.updateRevision"));
  }

  /// "all Pods with an ordinal that is greater than or equal to the partition will be updated", and
  /// one below that is deleted "will be recreated at the previous version"
  /// (#partitions).
  @InBothClocks
  void below_the_partition_pods_keep_their_version_even_when_they_come_again() {
    set("db", 3, "updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}},");
    shop.settle().image("statefulsets/db", "httpd").settle();
    shop.delete("pods/db-0").settle();

    assertThat(images()).containsExactly("nginx", "nginx", "httpd");
    assertThat(shop.get("statefulsets/db", "status.updatedReplicas")).isEqualTo("1");
    assertThat(shop.get("statefulsets/db", "status.currentReplicas")).isEqualTo("2");
  }

  /// "Users must manually delete Pods to cause the controller to create new Pods" (#on-delete).
  @InBothClocks
  void on_delete_waits_for_somebody_to_delete_the_pod() {
    set("db", 2, "updateStrategy: {type: OnDelete},");
    shop.settle().image("statefulsets/db", "httpd").settle();
    assertThat(images()).containsExactly("nginx", "nginx");

    shop.delete("pods/db-1").settle();
    assertThat(images()).containsExactly("nginx", "httpd");
  }

  /// "each Pod receives one PersistentVolumeClaim" that is not deleted with the Pod
  /// (#stable-storage).
  @InBothClocks
  void each_pod_gets_a_claim_that_outlives_it() {
    set("db", 2, CLAIMS);
    shop.advance(Duration.ofSeconds(20));
    for (String pod : shop.names("pods"))
      assertThat(shop.get("pods/" + pod, "spec.volumes"))
          .contains("{\"name\":\"disk\",\"persistentVolumeClaim\":{\"claimName\":\"disk-" + pod);

    assertThat(shop.names("persistentvolumeclaims")).contains("disk-db-0");
    assertThat(shop.notes("statefulsets/db"))
        .contains("SuccessfulCreate: create Claim disk-db-0 Pod db-0 in StatefulSet db success");
    assertThat(shop.all("persistentvolumeclaims").getFirst().metadata().ownerReferences())
        .isEmpty();
  }

  /// `whenDeleted: Delete` makes the StatefulSet the owner of the claims
  /// (#persistentvolumeclaim-retention).
  @InBothClocks
  void a_claim_can_be_owned_by_the_set() {
    set("db", 1, CLAIMS + "persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete},");
    shop.advance(Duration.ofSeconds(20));

    assertThat(shop.all("persistentvolumeclaims").getFirst().metadata().ownerReferences())
        .singleElement().satisfies(o -> assertThat(o.kind()).isEqualTo("StatefulSet"));
  }

  /// A Pod that is gone comes again under its name, on the same version.
  ///
  /// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
  @InBothClocks
  void a_deleted_pod_comes_again_under_its_name() {
    set("db", 2, "");
    String before = shop.settle().get("pods/db-0", "metadata.uid");
    shop.delete("pods/db-0").settle();

    assertThat(shop.get("pods/db-0", "metadata.uid")).isNotEqualTo(before);
    assertThat(shop.readyPods()).hasSize(2);
  }

  private static final String CLAIMS = """
      volumeClaimTemplates: [{metadata: {name: disk}, spec: {accessModes: [ReadWriteOnce],
        resources: {requests: {storage: 1Gi}}}}],""";

  private void set(String name, int replicas, String more) {
    shop.create("""
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: %1$s}, spec: {replicas: %2$d,
          serviceName: %1$s, %3$s selector: {matchLabels: {app: %1$s}},
          template: {metadata: {labels: {app: %1$s}},
          spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: nginx}]}}}}"""
        .formatted(name, replicas, more));
  }

  private List<String> images() {
    return shop.pods().stream().sorted(java.util.Comparator.comparing(Resource::name))
        .map(pod -> Json.text(pod.tree().path("spec").path("containers").path(0), "image"))
        .toList();
  }
}
