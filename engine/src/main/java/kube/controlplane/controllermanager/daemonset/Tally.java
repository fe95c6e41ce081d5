package kube.controlplane.controllermanager.daemonset;

import java.util.List;
import java.util.SortedMap;

import kube.controlplane.controllermanager.workload.Availability;
import kube.foundation.api.Node;
import kube.foundation.api.apps.DaemonSet;
import kube.foundation.api.apps.DaemonSetStatus;

/// Counts nodes: the source of a DaemonSet's status.
final class Tally {

  private Tally() {}

  static DaemonSetStatus of(DaemonSet set, List<Node> nodes,
      SortedMap<String, List<DaemonPod>> byNode, Suitability suitability, String hash,
      Availability availability, int collisions) {
    int desired = 0;
    int current = 0;
    int misscheduled = 0;
    int updated = 0;
    int ready = 0;
    int available = 0;
    for (Node node : nodes) {
      List<DaemonPod> there = byNode.getOrDefault(node.metadata().name(), List.of());
      if (!suitability.shouldRun(node)) {
        if (!there.isEmpty()) misscheduled++;
        continue;
      }
      desired++;
      if (there.isEmpty()) continue;
      current++;
      if (there.stream().anyMatch(pod -> pod.pod().isReady())) ready++;
      if (there.stream().anyMatch(pod -> availability.isAvailable(pod.pod()))) available++;
      if (there.getLast().isOf(hash)) updated++;
    }
    return new DaemonSetStatus(set.metadata().generation(), desired, current, misscheduled,
        updated, ready, available, collisions);
  }
}
