package kube.controlplane.scheduler.view;

/// Something changed in the cluster that may help a Pod which found no node.
///
/// Each rule says which happenings can change its mind, so that a Pod is not tried again for news
/// that cannot help it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#queueinghint
public sealed interface Happening {

  record NodeAdded(NodeView node) implements Happening {}

  record NodeChanged(NodeView before, NodeView after) implements Happening {}

  /// A Pod found its node, by us or by somebody else.
  record PodPlaced(PodView pod) implements Happening {}

  /// A Pod that was on a node is gone or has ended.
  record PodLeft(PodView pod) implements Happening {}

  /// A Pod on a node looks different: other labels, or smaller requests.
  record PodChanged(PodView before, PodView after) implements Happening {}

  /// The waiting Pod itself looks different.
  record PodItselfChanged() implements Happening {}

  /// A PersistentVolume, a claim, a class or what a driver says of a node changed.
  record VolumesChanged(String kind, String namespace, String name) implements Happening {}

  /// A ResourceClaim, a ResourceSlice or a DeviceClass changed.
  record DevicesChanged() implements Happening {}

  /// A PodGroup changed, or a Pod of it appeared.
  record GroupChanged(String namespace, String name) implements Happening {}

  /// A namespace got other labels.
  record NamespaceChanged(String namespace) implements Happening {}
}
