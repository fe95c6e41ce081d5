package kube.scenarios.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import org.junit.jupiter.api.Test;

/// StatefulSets in trouble, in a hurry, and with storage that is to go with them.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
class StatefulRolloutTest {

  private final Workshop shop = Workshop.calm(59);

  /// "Forced rollback: … a broken state … After reverting the template, you must also delete any
  /// Pods that StatefulSet had already attempted to run with the bad configuration"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
  @Test
  void a_broken_update_stops_at_its_first_pod_and_stays_broken_until_somebody_deletes_it() {
    set("replicas: 3");
    shop.settle().image("statefulsets/db", "ghost:nope").advance(Duration.ofMinutes(5));
    assertThat(images()).containsExactly("nginx", "nginx", "ghost:nope");
    assertThat(shop.readyPods()).hasSize(2);

    shop.image("statefulsets/db", "httpd").advance(Duration.ofMinutes(5));
    assertThat(images()).containsExactly("nginx", "nginx", "ghost:nope");

    shop.delete("pods/db-2").advance(Duration.ofMinutes(1));
    assertThat(images()).containsOnly("httpd");
  }

  /// ".spec.updateStrategy.rollingUpdate.maxUnavailable … the maximum number of Pods that can be
  /// unavailable during an update"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods).
  @Test
  void two_may_be_missing_at_a_time_when_the_set_says_so() {
    set("replicas: 5, podManagementPolicy: Parallel, updateStrategy: {rollingUpdate: {"
        + "maxUnavailable: 2}}");
    shop.settle().image("statefulsets/db", "httpd");
    int[] fewest = {5};
    shop.watch(Duration.ofSeconds(40),
        now -> fewest[0] = Math.min(fewest[0], now.readyPods().size()));

    assertThat(fewest[0]).isEqualTo(3);
    assertThat(images()).containsOnly("httpd").hasSize(5);
  }

  /// ".spec.minReadySeconds … should be running and ready without any of its containers crashing,
  /// for it to be considered available" and the next waits for it
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds).
  @Test
  void the_next_pod_waits_until_the_one_before_has_been_ready_for_long_enough() {
    set("replicas: 2, minReadySeconds: 30");
    shop.advance(Duration.ofSeconds(25));
    assertThat(shop.names("pods")).containsExactly("db-0");
    assertThat(shop.get("statefulsets/db", "status.availableReplicas")).isEqualTo("0");

    shop.advance(Duration.ofSeconds(20));
    assertThat(shop.names("pods")).containsExactly("db-0", "db-1");
  }

  /// "controller-revision-hash": each Pod says of which revision it is, and `apps.kubernetes.io/pod-index`
  /// which number it has
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label).
  @Test
  void each_pod_carries_the_name_of_its_revision_and_its_number() {
    set("replicas: 2");
    shop.settle();

    assertThat(shop.get("pods/db-1", "metadata.labels")).contains(
        "\"controller-revision-hash\":\"" + shop.get("statefulsets/db", "status.updateRevision"),
        "\"apps.kubernetes.io/pod-index\":\"1\"",
        "\"statefulset.kubernetes.io/pod-name\":\"db-1\"");
    assertThat(shop.names("controllerrevisions"))
        .containsExactly(shop.get("statefulsets/db", "status.updateRevision"));
  }

  /// "whenScaled: Delete … the PVCs corresponding to any replica Pods being scaled down are deleted"
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention).
  @Test
  void a_claim_goes_with_the_pod_that_a_smaller_set_does_not_need() {
    set("replicas: 2, persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}, " + CLAIMS);
    shop.advance(Duration.ofSeconds(30));
    assertThat(shop.names("persistentvolumeclaims")).containsExactly("disk-db-0", "disk-db-1");

    shop.scale("statefulsets/db", 1).advance(Duration.ofSeconds(60));
    assertThat(shop.names("persistentvolumeclaims")).containsExactly("disk-db-0");

    shop.delete("statefulsets/db").advance(Duration.ofSeconds(60));
    assertThat(shop.names("persistentvolumeclaims")).containsExactly("disk-db-0");
  }

  /// The policy may change its mind: claims that are there learn of it
  /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention).
  @Test
  void a_policy_that_is_changed_later_reaches_the_claims_that_are_there() {
    set("replicas: 1, " + CLAIMS);
    shop.advance(Duration.ofSeconds(30));
    assertThat(owners()).isEmpty();

    shop.patch("statefulsets/db",
        "{spec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}}}")
        .advance(Duration.ofSeconds(10));
    assertThat(owners()).containsExactly("StatefulSet/db");

    shop.patch("statefulsets/db",
        "{spec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain}}}")
        .advance(Duration.ofSeconds(10));
    assertThat(owners()).isEmpty();
  }

  private static final String CLAIMS = """
      volumeClaimTemplates: [{metadata: {name: disk}, spec: {accessModes: [ReadWriteOnce],
        resources: {requests: {storage: 1Gi}}}}]""";

  private List<String> owners() {
    return shop.all("persistentvolumeclaims").getFirst().metadata().ownerReferences().stream()
        .map(owner -> owner.kind() + "/" + owner.name()).toList();
  }

  private void set(String spec) {
    shop.create("""
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: db,
          selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {
          terminationGracePeriodSeconds: 1, containers: [{name: main, image: nginx}]}}, %s}}"""
        .formatted(spec));
  }

  private List<String> images() {
    return shop.pods().stream().sorted(java.util.Comparator.comparing(Resource::name))
        .map(pod -> Json.text(pod.tree().path("spec").path("containers").path(0), "image"))
        .toList();
  }
}
