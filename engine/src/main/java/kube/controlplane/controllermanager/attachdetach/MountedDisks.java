package kube.controlplane.controllermanager.attachdetach;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Node;
import kube.foundation.api.Resource;

/// What a node says of the disks that are mounted on it, and whether anybody may believe that it
/// still writes to them.
///
/// @param inUse the volumes that its kubelet has mounted, by their names on the node
/// @param outOfService whether somebody said by a taint that the machine is switched off for sure
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
record MountedDisks(Metadata metadata, boolean ready, boolean outOfService, List<String> inUse)
    implements
      KubernetesObject {

  static final Kind<MountedDisks> KIND = Kinds.NODE.readAs(MountedDisks::of);

  /// How long a disk that nobody needs waits for its node to unmount it.
  static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  /// Whether a disk may be taken away from its node, and why.
  record Verdict(boolean mayDetach, boolean isForced, String reason) {}

  static MountedDisks of(Resource resource) {
    Node node = Node.of(resource);
    return new MountedDisks(node.metadata(), node.isReady(),
        node.taints().stream().anyMatch(taint -> taint.key().equals(OUT_OF_SERVICE)),
        Json.list(resource.tree(), "status.volumesInUse", one -> one.asString("")));
  }

  /// @param node empty when the node's object is gone, and with it every word about its mounts
  /// @param waited for how long nobody has needed the volume there
  static Verdict judge(Optional<MountedDisks> node, String volume, Duration waited) {
    boolean isMounted = node.map(one -> one.inUse.contains(volume)).orElse(true);
    if (!isMounted) return new Verdict(true, false, "the node has unmounted it");
    if (node.filter(MountedDisks::outOfService).isPresent()) {
      return new Verdict(true, true, "its node is out of service, so that nobody writes to it");
    }
    boolean isReady = node.filter(MountedDisks::ready).isPresent();
    if (!isReady && waited.compareTo(PATIENCE) > 0) {
      return new Verdict(true, true, "its node is not healthy and has not unmounted it for 6m");
    }
    return new Verdict(false, false, "it is still mounted by its node");
  }
}
