package kube.scenarios.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.scenarios.scheduling.Theater;
import org.junit.jupiter.api.Test;

/// Disks on machines that no longer answer.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
class DetachmentTest {

  private static final String MOUNTS = "volumes: [{name: data, persistentVolumeClaim: {"
      + "claimName: data}}], nodeSelector: {kubernetes.io/hostname: %s}";

  private static Theater withFirst(long seed) {
    return Theater.open(seed).create("""
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: disk},
          provisioner: disk.csi.inside-out.dev}
        ---
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
          storageClassName: disk, accessModes: [ReadWriteOnce],
          resources: {requests: {storage: 1Gi}}}}""").settle()
        .pod("first", "cpu: 100m", MOUNTS.formatted("node-a")).settle();
  }

  private static Theater second(Theater theater) {
    return theater.pod("second", "cpu: 100m", MOUNTS.formatted("node-b"));
  }

  private static boolean isAttached(Theater theater) {
    return theater.notes("second").stream().anyMatch(note -> note.startsWith("SuccessfulAttach"));
  }

  private static String disk(Theater theater) {
    return "kubernetes.io/csi/disk.csi.inside-out.dev^"
        + theater.get("persistentvolumeclaims/data", "spec.volumeName");
  }

  /// "volumesInUse: List of attachable volumes in use (mounted) by the node."
  /// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/#NodeStatus
  @Test
  void a_node_says_which_disks_it_uses_and_keeps_them_until_it_has_let_go() {
    Theater theater = withFirst(1);

    assertThat(theater.get("nodes/node-a", "status.volumesInUse"))
        .isEqualTo("[\"" + disk(theater) + "\"]");
    assertThat(theater.get("pods/first", "status.phase")).isEqualTo("Running");

    theater.delete("pods/first").settle();
    assertThat(theater.get("nodes/node-a", "status.volumesInUse")).isEmpty();
    assertThat(theater.names("volumeattachments")).isEmpty();
  }

  /// "If a pod deletion has not succeeded for 6 minutes, Kubernetes will force detach volumes being
  /// unmounted if the node is unhealthy at that instant."
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout
  @Test
  void a_silent_node_loses_its_disk_after_six_minutes() {
    Theater theater = withFirst(2);
    theater.cluster().fail("node-a");
    second(theater.advance(Duration.ofMinutes(1)).deleteNow("pods/first"))
        .advance(Duration.ofMinutes(5).plusSeconds(50));

    assertThat(isAttached(theater)).as(theater::timeline).isFalse();
    assertThat(theater.notes("second")).contains("FailedMount: Unable to attach or mount volumes:"
        + " unmounted volumes=[data], unattached volumes=[data], failed to process volumes=[]:"
        + " context deadline exceeded");

    theater.advance(Duration.ofMinutes(1));
    assertThat(isAttached(theater)).as(theater::timeline).isTrue();
    assertThat(theater.get("pods/second", "status.phase")).as(theater::timeline)
        .isEqualTo("Running");
  }

  /// A node that answers is healthy, and its disk stays however long it takes to unmount it.
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout
  @Test
  void a_healthy_node_that_does_not_unmount_keeps_its_disk() {
    Theater theater = withFirst(3);
    theater.cluster().unplug("kubelet/node-a");
    second(theater.deleteNow("pods/first")).advance(Duration.ofSeconds(30));

    theater.cluster().plugIn("kubelet/node-a");
    theater.advance(Duration.ofMinutes(2));
    assertThat(isAttached(theater)).as(theater::timeline).isTrue();
    assertThat(theater.cluster().log().entries())
        .noneMatch(entry -> entry.detail().contains("has not unmounted it for 6m"));
  }

  /// "…the pods on the node will be forcefully deleted if there are no matching tolerations on it
  /// and volume detach operations for the pods terminating on the node will happen immediately."
  /// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
  @Test
  void a_node_declared_out_of_service_loses_pods_and_disks_at_once() {
    Theater theater = withFirst(4);
    theater.cluster().fail("node-a");
    second(theater.advance(Duration.ofMinutes(1))).advance(Duration.ofSeconds(20));
    assertThat(theater.notes("second")).contains("FailedAttachVolume: Multi-Attach error for volume"
        + " \"" + theater.get("persistentvolumeclaims/data", "spec.volumeName")
        + "\" Volume is already used by pod(s) first");

    theater.patch("nodes/node-a", """
        {spec: {taints: [{key: node.kubernetes.io/out-of-service, value: nodeshutdown,
          effect: NoExecute}, {key: node.kubernetes.io/unreachable, effect: NoExecute}]}}""")
        .advance(Duration.ofSeconds(40));

    assertThat(theater.exists("pods/first")).as(theater::timeline).isFalse();
    assertThat(isAttached(theater)).as(theater::timeline).isTrue();
    assertThat(theater.get("pods/second", "status.phase")).isEqualTo("Running");
  }

  /// Names of Pods are no business of other namespaces: those are only counted.
  ///
  /// https://kubernetes.io/docs/concepts/storage/volumes/
  @Test
  void the_error_names_pods_of_its_own_namespace_only() {
    Theater theater = second(withFirst(5)).advance(Duration.ofSeconds(5));

    assertThat(theater.notes("second")).anyMatch(
        note -> note.endsWith("Volume is already used by pod(s) first"));
  }
}
