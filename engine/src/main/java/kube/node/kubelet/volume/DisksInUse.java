package kube.node.kubelet.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The disks that Pods of this machine use or are about to use, by their names in `volumesInUse`.
///
/// A disk is named here before it is mounted: nobody may take it away from then on.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/#NodeStatus
public final class DisksInUse {

  private final SortedMap<String, Set<String>> byPod = new TreeMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  /// Calls `listener` whenever another disk is used, or one no longer is.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void use(String podUid, String disk) {
    if (byPod.computeIfAbsent(podUid, unknown -> new TreeSet<>()).add(disk)) tell();
  }

  void release(String podUid) {
    if (byPod.remove(podUid) != null) tell();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  /// All of them, in order.
  public List<String> names() {
    return byPod.values().stream().flatMap(Set::stream).distinct().sorted().toList();
  }
}
