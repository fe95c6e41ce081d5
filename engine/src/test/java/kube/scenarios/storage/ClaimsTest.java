package kube.scenarios.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.scenarios.scheduling.Theater;
import org.junit.jupiter.api.Test;

/// How a claim comes to its volume, and what becomes of the volume afterwards.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
class ClaimsTest {

  private static final String MOUNTS_DATA = "volumes: [{name: data, persistentVolumeClaim: {"
      + "claimName: data}}]";

  private static String claim(String size, String more) {
    return """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}%s}}"""
        .formatted(size, more);
  }

  private static String volume(String name, String size, String policy) {
    return """
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: %s}, spec: {capacity: {
          storage: %s}, accessModes: [ReadWriteOnce], storageClassName: manual,
          persistentVolumeReclaimPolicy: %s, hostPath: {path: /mnt/data}}}"""
        .formatted(name, size, policy);
  }

  private static final String MANUAL = ", storageClassName: manual";

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
  @Test
  void a_claim_gets_the_smallest_volume_that_is_large_enough() {
    Theater theater = Theater.open(1).create(volume("small", "1Gi", "Retain"))
        .create(volume("large", "20Gi", "Retain")).create(volume("middle", "5Gi", "Retain"))
        .settle().create(claim("3Gi", MANUAL)).settle();

    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Bound");
    assertThat(theater.get("persistentvolumeclaims/data", "spec.volumeName")).isEqualTo("middle");
    assertThat(theater.get("persistentvolumeclaims/data", "status.capacity.storage"))
        .isEqualTo("5Gi");
    assertThat(theater.get("persistentvolumes/middle", "spec.claimRef.name")).isEqualTo("data");
    assertThat(theater.get("persistentvolumes/small", "status.phase")).isEqualTo("Available");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
  @Test
  void a_claim_without_a_volume_waits_until_one_appears() {
    Theater theater = Theater.open(2).create(claim("3Gi", ", storageClassName: ''")).settle();

    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Pending");
    assertThat(theater.notes("data")).contains("FailedBinding: no persistent volumes available for"
        + " this claim and no storage class is set");

    theater.create(volume("late", "3Gi", "Retain").replace("storageClassName: manual,", ""))
        .settle();
    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Bound");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retain
  @Test
  void a_retained_volume_is_released_and_nobody_else_gets_it() {
    Theater theater = Theater.open(3).create(volume("disk", "5Gi", "Retain"))
        .create(claim("5Gi", MANUAL)).settle().delete("persistentvolumeclaims/data").settle();

    assertThat(theater.get("persistentvolumes/disk", "status.phase")).isEqualTo("Released");

    theater.create(claim("5Gi", MANUAL)).settle();
    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Pending");
  }

  /// https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
  @Test
  void a_claim_of_the_default_class_waits_for_the_first_pod_and_lies_on_its_node() {
    Theater theater = Theater.open(4).create(claim("1Gi", "")).settle();

    assertThat(theater.get("persistentvolumeclaims/data", "spec.storageClassName"))
        .isEqualTo("standard");
    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Pending");
    assertThat(theater.notes("data")).containsExactly(
        "WaitForFirstConsumer: waiting for first consumer to be created before binding");

    theater.pod("user", "cpu: 100m", MOUNTS_DATA).settle();

    String volume = theater.get("persistentvolumeclaims/data", "spec.volumeName");
    assertThat(volume).startsWith("pvc-");
    assertThat(theater.get("persistentvolumes/" + volume, "spec.nodeAffinity"))
        .contains("[\"" + theater.seat("user") + "\"]");
    assertThat(theater.notes("data")).contains(
        "Provisioning: External provisioner is provisioning volume for claim \"default/data\"",
        "ProvisioningSucceeded: Successfully provisioned volume " + volume);
    assertThat(theater.seat("user")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#delete
  @Test
  void a_made_volume_goes_with_its_claim() {
    Theater theater = Theater.open(5).create(claim("1Gi", ""))
        .pod("user", "cpu: 100m", MOUNTS_DATA).settle();
    String volume = theater.get("persistentvolumeclaims/data", "spec.volumeName");

    theater.delete("pods/user").settle().delete("persistentvolumeclaims/data").settle();

    assertThat(theater.exists("persistentvolumes/" + volume)).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
  @Test
  void a_claim_in_use_goes_only_when_its_pod_is_gone() {
    Theater theater = Theater.open(6).create(claim("1Gi", ""))
        .pod("user", "cpu: 100m", MOUNTS_DATA).settle();

    theater.delete("persistentvolumeclaims/data").settle();
    assertThat(theater.get("persistentvolumeclaims/data", "metadata.finalizers"))
        .isEqualTo("[\"kubernetes.io/pvc-protection\"]");

    theater.delete("pods/user").settle();
    assertThat(theater.exists("persistentvolumeclaims/data")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase-transition-timestamp
  @Test
  void a_volume_says_when_its_phase_changed() {
    Theater theater = Theater.open(7).create(volume("disk", "5Gi", "Retain")).settle();
    String available = theater.get("persistentvolumes/disk", "status.lastPhaseTransitionTime");
    theater.advance(Duration.ofMinutes(1)).create(claim("5Gi", MANUAL)).settle();

    assertThat(theater.get("persistentvolumes/disk", "status.phase")).isEqualTo("Bound");
    assertThat(theater.get("persistentvolumes/disk", "status.lastPhaseTransitionTime"))
        .isGreaterThan(available);
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
  @Test
  void a_bound_volume_goes_only_when_its_claim_is_gone() {
    Theater theater = Theater.open(7).create(volume("disk", "5Gi", "Retain"))
        .create(claim("5Gi", MANUAL)).settle().delete("persistentvolumes/disk").settle();

    assertThat(theater.get("persistentvolumes/disk", "metadata.finalizers"))
        .isEqualTo("[\"kubernetes.io/pv-protection\"]");

    theater.delete("persistentvolumeclaims/data").settle();
    assertThat(theater.exists("persistentvolumes/disk")).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
  @Test
  void a_volume_reserved_by_name_waits_for_its_claim() {
    Theater theater = Theater.open(8).create("""
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: mine}, spec: {
          capacity: {storage: 9Gi}, accessModes: [ReadWriteOnce], storageClassName: manual,
          claimRef: {namespace: default, name: data}, hostPath: {path: /mnt/data}}}""")
        .create(volume("fits-better", "1Gi", "Retain")).settle();
    assertThat(theater.get("persistentvolumes/mine", "status.phase")).isEqualTo("Available");

    theater.create(claim("1Gi", MANUAL)).settle();
    assertThat(theater.get("persistentvolumeclaims/data", "spec.volumeName")).isEqualTo("mine");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
  @Test
  void a_claim_that_names_its_volume_gets_that_one() {
    Theater theater = Theater.open(9).create(volume("a", "5Gi", "Retain"))
        .create(volume("b", "9Gi", "Retain")).settle()
        .create(claim("5Gi", MANUAL + ", volumeName: b")).settle();

    assertThat(theater.get("persistentvolumes/b", "spec.claimRef.name")).isEqualTo("data");
    assertThat(theater.get("persistentvolumes/b", "status.phase")).isEqualTo("Bound");
  }

  /// https://kubernetes.io/docs/concepts/storage/storage-classes/
  @Test
  void a_claim_of_a_class_that_does_not_exist_says_so() {
    Theater theater = Theater.open(10).create(claim("1Gi", ", storageClassName: gold")).settle();

    assertThat(theater.notes("data")).containsExactly(
        "ProvisioningFailed: storageclass.storage.k8s.io \"gold\" not found");
  }

  /// https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/
  @Test
  void a_provisioner_that_nobody_runs_keeps_the_claim_waiting() {
    Theater theater = Theater.open(11).create("""
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gold},
          provisioner: example.com/nobody}""").settle()
        .create(claim("1Gi", ", storageClassName: gold")).settle();

    assertThat(theater.notes("data")).containsExactly("ExternalProvisioning: Waiting for a volume"
        + " to be created either by the external provisioner 'example.com/nobody' or manually by"
        + " the system administrator. If volume creation is delayed, please verify that the"
        + " provisioner is running and correctly registered.");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase
  @Test
  void a_claim_whose_volume_vanishes_is_lost() {
    Theater theater = Theater.open(12).create(volume("disk", "5Gi", "Retain"))
        .create(claim("5Gi", MANUAL)).settle().delete("persistentvolumes/disk")
        .patch("persistentvolumes/disk", "{metadata: {finalizers: null}}").settle();

    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Lost");
    assertThat(theater.notes("data")).contains(
        "ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!");
  }

  /// https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
  @Test
  void an_ephemeral_volume_is_made_for_its_pod_and_goes_with_it() {
    Theater theater = Theater.open(13).pod("scratch", "cpu: 100m", """
        volumes: [{name: tmp, ephemeral: {volumeClaimTemplate: {spec: {
          accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]""").settle();

    assertThat(theater.get("persistentvolumeclaims/scratch-tmp", "status.phase"))
        .isEqualTo("Bound");
    assertThat(theater.seat("scratch")).isNotEmpty();

    theater.delete("pods/scratch").advance(Duration.ofMinutes(2)).settle();
    assertThat(theater.exists("persistentvolumeclaims/scratch-tmp")).isFalse();
    assertThat(theater.names("persistentvolumes")).isEmpty();
  }
}
