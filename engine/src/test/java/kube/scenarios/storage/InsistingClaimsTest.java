package kube.scenarios.storage;

import static org.assertj.core.api.Assertions.assertThat;

import kube.scenarios.scheduling.Theater;
import org.junit.jupiter.api.Test;

/// Claims that name their volume, or describe it, and what they are told when it will not do.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
class InsistingClaimsTest {

  private static String claim(String name, String spec) {
    return """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s}, spec: {
          storageClassName: manual, accessModes: [ReadWriteOnce],
          resources: {requests: {storage: 2Gi}}, %s}}""".formatted(name, spec);
  }

  private static String volume(String name, String spec) {
    return """
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: %s, labels: {speed: %s}}, spec: {
          capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce], storageClassName: manual,
          hostPath: {path: /mnt/data}, %s}}""".formatted(name, name, spec);
  }

  /// "if the PersistentVolume exists and has not reserved PersistentVolumeClaims … then they will be
  /// bound", provided "the volume's size … access modes, and class" fit
  /// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume).
  @Test
  void a_volume_that_does_not_fit_is_not_taken_though_the_claim_names_it() {
    Theater theater = Theater.open(1)
        .create(volume("small", "capacity: {storage: 1Gi}").replace("capacity: {storage: 2Gi}, ",
            ""))
        .create(volume("shared", "accessModes: [ReadOnlyMany]").replace(
            "accessModes: [ReadWriteOnce], ", ""))
        .create(volume("other", "storageClassName: slow").replace("storageClassName: manual,", ""))
        .settle().create(claim("big", "volumeName: small")).create(claim("mine",
            "volumeName: shared"))
        .create(claim("classy", "volumeName: other")).settle();

    assertThat(theater.get("persistentvolumeclaims/big", "status.phase")).isEqualTo("Pending");
    assertThat(theater.notes("big")).contains(
        "VolumeMismatch: Cannot bind to requested volume \"small\": requested PV is too small");
    assertThat(theater.notes("mine")).contains(
        "VolumeMismatch: Cannot bind to requested volume \"shared\": incompatible accessMode");
    assertThat(theater.notes("classy")).contains("VolumeMismatch: Cannot bind to requested volume"
        + " \"other\": storageClassName does not match");
    assertThat(theater.get("persistentvolumes/small", "status.phase")).isEqualTo("Available");
  }

  /// A volume belongs to one claim at a time
  /// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding: "A PVC to PV binding
  /// is a one-to-one mapping").
  @Test
  void a_volume_that_another_has_is_refused_to_who_names_it() {
    Theater theater = Theater.open(2).create(volume("disk", "volumeMode: Filesystem")).settle()
        .create(claim("first", "volumeName: disk")).settle()
        .create(claim("second", "volumeName: disk")).settle();

    assertThat(theater.get("persistentvolumeclaims/first", "status.phase")).isEqualTo("Bound");
    assertThat(theater.get("persistentvolumeclaims/second", "status.phase")).isEqualTo("Pending");
    assertThat(theater.notes("second"))
        .contains("FailedBinding: volume \"disk\" already bound to a different claim.");
  }

  /// "Claims can specify a label selector to further filter the set of volumes"
  /// (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#selector).
  @Test
  void a_selector_chooses_among_volumes_and_one_that_chooses_none_waits() {
    Theater theater = Theater.open(3).create(volume("slow", "volumeMode: Filesystem"))
        .create(volume("fast", "volumeMode: Filesystem")).settle()
        .create(claim("data", "selector: {matchLabels: {speed: fast}}"))
        .create(claim("none", "selector: {matchLabels: {speed: warp}}")).settle();

    assertThat(theater.get("persistentvolumeclaims/data", "spec.volumeName")).isEqualTo("fast");
    assertThat(theater.get("persistentvolumeclaims/none", "status.phase")).isEqualTo("Pending");
    assertThat(theater.get("persistentvolumes/slow", "status.phase")).isEqualTo("Available");
  }
}
