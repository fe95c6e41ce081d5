package kube.controlplane.controllermanager.daemonset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.controllermanager.workload.Availability;
import kube.foundation.api.Node;
import kube.foundation.api.apps.DaemonSet;

/// What a DaemonSet wants done so that every suitable node has its Pod: one, and not two.
///
/// @param nodesWithout get a Pod
/// @param leaving the Pods that go, because their node is not suitable any more, they have come to
///   an end, or there is another one
///
/// **In Kubernetes:** `podsShouldBeOnNode`
/// ([daemon_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/daemon/daemon_controller.go)).
public record Staffing(List<String> nodesWithout, List<Leaving> leaving) {

  /// @param ended how the Pod has ended, `Failed` or `Succeeded`; empty when it has not
  record Leaving(DaemonPod pod, String ended) {}

  public Staffing {
    nodesWithout = List.copyOf(nodesWithout);
    leaving = List.copyOf(leaving);
  }

  /// The Pods by the names of their nodes, the oldest first.
  static SortedMap<String, List<DaemonPod>> byNode(List<DaemonPod> pods) {
    SortedMap<String, List<DaemonPod>> byNode = new TreeMap<>();
    pods.stream().sorted(DaemonPod.OLDEST_FIRST).forEach(
        pod -> byNode.computeIfAbsent(pod.node(), _ -> new ArrayList<>()).add(pod));
    return byNode;
  }

  static Staffing decide(DaemonSet set, List<Node> nodes,
      SortedMap<String, List<DaemonPod>> byNode, Suitability suitability, String hash,
      Availability availability) {
    List<String> without = new ArrayList<>();
    List<Leaving> leaving = new ArrayList<>();
    for (Node node : nodes) {
      List<DaemonPod> there = byNode.getOrDefault(node.metadata().name(), List.of());
      if (there.isEmpty()) {
        if (suitability.shouldRun(node)) without.add(node.metadata().name());
      } else if (suitability.mayStay(node)) {
        superfluous(set, there, hash, availability, leaving);
      } else {
        there.stream().filter(pod -> !pod.isLeaving())
            .forEach(pod -> leaving.add(new Leaving(pod, "")));
      }
    }
    return new Staffing(without, leaving);
  }

  private static void superfluous(DaemonSet set, List<DaemonPod> there, String hash,
      Availability availability, List<Leaving> leaving) {
    List<DaemonPod> running = new ArrayList<>();
    for (DaemonPod pod : there) {
      if (pod.isLeaving()) continue;
      if (pod.pod().isFinished()) leaving.add(new Leaving(pod, pod.pod().phase()));
      else
        running.add(pod);
    }
    boolean surges = set.rolling().filter(rolling -> rolling.surge().roundedUp(100) > 0)
        .isPresent();
    if (!surges) {
      running.stream().skip(1).forEach(pod -> leaving.add(new Leaving(pod, "")));
      return;
    }
    Optional<DaemonPod> oldest = running.stream().filter(pod -> !pod.isOf(hash)).findFirst();
    Optional<DaemonPod> newest = running.stream().filter(pod -> pod.isOf(hash)).findFirst();
    boolean takenOver = newest.filter(pod -> availability.isAvailable(pod.pod())).isPresent();
    for (DaemonPod pod : running) {
      boolean isKept = newest.filter(pod::equals).isPresent()
          || (oldest.filter(pod::equals).isPresent() && !takenOver);
      if (!isKept) leaving.add(new Leaving(pod, ""));
    }
  }
}
