package kube.scenarios.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.scenarios.scheduling.Theater;
import org.junit.jupiter.api.Test;

/// Disks that are made, attached, enlarged, and taken to another node.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volumes/#csi
class DisksTest {

  private static final String MOUNTS = "volumes: [{name: data, persistentVolumeClaim: {"
      + "claimName: data}}]";

  private static Theater withDisks(long seed, String modes) {
    return Theater.open(seed).create("""
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: disk},
          provisioner: disk.csi.inside-out.dev, allowVolumeExpansion: true}
        ---
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          storageClassName: disk, accessModes: [%s], resources: {requests: {storage: 1Gi}}}}"""
        .formatted(modes)).settle();
  }

  /// https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
  @Test
  void an_immediate_class_makes_the_disk_before_anybody_needs_it() {
    Theater theater = withDisks(1, "ReadWriteOnce");

    assertThat(theater.get("persistentvolumeclaims/data", "status.phase")).isEqualTo("Bound");
    assertThat(theater.names("volumeattachments")).isEmpty();
    assertThat(theater.names("csidrivers")).containsExactly("disk.csi.inside-out.dev");
  }

  /// https://kubernetes.io/docs/concepts/storage/volumes/#csi
  @Test
  void a_disk_is_attached_where_its_pod_is_and_detached_when_the_pod_is_gone() {
    Theater theater = withDisks(2, "ReadWriteOnce").pod("user", "cpu: 100m", MOUNTS).settle();
    String volume = theater.get("persistentvolumeclaims/data", "spec.volumeName");

    assertThat(theater.names("volumeattachments")).hasSize(1);
    assertThat(theater.notes("user")).contains("SuccessfulAttachVolume: AttachVolume.Attach"
        + " succeeded for volume \"" + volume + "\" ");
    assertThat(theater.get("nodes/" + theater.seat("user"), "status.volumesAttached"))
        .contains("kubernetes.io/csi/disk.csi.inside-out.dev^" + volume);

    theater.delete("pods/user").settle();
    assertThat(theater.names("volumeattachments")).isEmpty();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
  @Test
  void a_disk_for_one_node_is_not_attached_to_a_second() {
    Theater theater = withDisks(3, "ReadWriteOnce")
        .pod("first", "cpu: 100m", MOUNTS + ", nodeSelector: {kubernetes.io/hostname: node-a}")
        .settle()
        .pod("second", "cpu: 100m", MOUNTS + ", nodeSelector: {kubernetes.io/hostname: node-b}")
        .advance(Duration.ofSeconds(30));

    String volume = theater.get("persistentvolumeclaims/data", "spec.volumeName");
    assertThat(theater.notes("second")).contains("FailedAttachVolume: Multi-Attach error for volume"
        + " \"" + volume + "\" Volume is already used by pod(s) first");

    theater.delete("pods/first").advance(Duration.ofMinutes(1));
    assertThat(theater.notes("second")).anyMatch(note -> note.startsWith("SuccessfulAttach"));
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
  @Test
  void a_claim_for_one_pod_keeps_the_second_pod_waiting() {
    Theater theater = withDisks(4, "ReadWriteOncePod").pod("first", "cpu: 100m", MOUNTS).settle()
        .pod("second", "cpu: 100m", MOUNTS).settle();

    assertThat(theater.notes("second")).first().asString().startsWith("FailedScheduling: 0/3 nodes"
        + " are available: 3 node has pod using PersistentVolumeClaim with the same name and"
        + " ReadWriteOncePod access mode.");

    theater.delete("pods/first").settle();
    assertThat(theater.seat("second")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
  @Test
  void a_claim_that_asks_for_more_gets_it() {
    Theater theater = withDisks(5, "ReadWriteOnce")
        .patch("persistentvolumeclaims/data", "{spec: {resources: {requests: {storage: 5Gi}}}}")
        .settle();

    assertThat(theater.get("persistentvolumeclaims/data", "status.capacity.storage"))
        .isEqualTo("5Gi");
    assertThat(theater.notes("data")).contains(
        "ExternalExpanding: waiting for an external controller to expand this PVC",
        "VolumeResizeSuccessful: Resize volume succeeded");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
  @Test
  void a_class_that_does_not_allow_it_keeps_its_claims_as_they_are() {
    Theater theater = Theater.open(6).create("""
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}""").settle()
        .pod("user", "cpu: 100m", MOUNTS).settle();

    assertThat(theater.refusalOf("persistentvolumeclaims/data",
        "{spec: {resources: {requests: {storage: 5Gi}}}}"))
        .isEqualTo("persistentvolumeclaims \"data\" is forbidden: only dynamically provisioned pvc"
            + " can be resized and the storageclass that provisions the pvc must support resize");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity
  @Test
  void a_pod_goes_where_its_local_volume_is() {
    Theater theater = Theater.open(7).create("""
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: local}, spec: {
          capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: '',
          local: {path: /mnt/disk}, nodeAffinity: {required: {nodeSelectorTerms: [{
            matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-b]}]}]}}}}
        """).settle().create("""
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          storageClassName: '', accessModes: [ReadWriteOnce],
          resources: {requests: {storage: 1Gi}}}}""").settle()
        .pod("user", "cpu: 100m", MOUNTS).settle()
        .pod("lost", "cpu: 100m", MOUNTS + ", nodeSelector: {kubernetes.io/hostname: node-a}")
        .settle();

    assertThat(theater.seat("user")).isEqualTo("node-b");
    assertThat(theater.decisions("lost").getLast())
        .contains("node-b: node(s) didn't match Pod's node affinity/selector")
        .contains("node-a: node(s) didn't match PersistentVolume's node affinity");
  }

  /// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
  @Test
  void a_pod_whose_claim_is_missing_or_unbound_waits_and_says_so() {
    Theater theater = Theater.open(8).pod("user", "cpu: 100m", MOUNTS).settle();
    assertThat(theater.notes("user")).containsExactly("FailedScheduling: 0/3 nodes are available:"
        + " persistentvolumeclaim \"data\" not found. not found");

    theater.create("""
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          storageClassName: '', accessModes: [ReadWriteOnce],
          resources: {requests: {storage: 1Gi}}}}""").settle();
    assertThat(theater.notes("user")).anyMatch(note -> note.startsWith("FailedScheduling: 0/3 nodes"
        + " are available: pod has unbound immediate PersistentVolumeClaims."));
  }

  /// https://kubernetes.io/docs/concepts/storage/storage-limits/
  @Test
  void a_node_takes_no_more_disks_than_its_driver_says() {
    Theater theater = withDisks(9, "ReadWriteOnce");
    for (String node : new String[]{"node-a", "node-b", "node-c"}) {
      theater.patch("csinodes/" + node, """
          {spec: {drivers: [{name: disk.csi.inside-out.dev, nodeID: %1$s, topologyKeys: [],
            allocatable: {count: 0}}]}}""".formatted(node));
    }
    theater.settle().pod("user", "cpu: 100m", MOUNTS).settle();

    assertThat(theater.notes("user")).first().asString().startsWith(
        "FailedScheduling: 0/3 nodes are available: 3 node(s) exceed max volume count.");
  }
}
