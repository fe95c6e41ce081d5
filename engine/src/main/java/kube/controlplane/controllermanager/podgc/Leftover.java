package kube.controlplane.controllermanager.podgc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import org.jspecify.annotations.Nullable;

/// A Pod that is to be removed, and why.
public sealed interface Leftover {

  Pod pod();

  /// One sentence for people.
  String reason();

  /// Its node was deleted.
  record Orphaned(Pod pod, String reason) implements Leftover {}

  /// It is being deleted, and its node will not confirm that: somebody said that it is switched off.
  record OutOfService(Pod pod, String reason) implements Leftover {}

  /// It is being deleted and never had a node.
  record NeverScheduled(Pod pod, String reason) implements Leftover {}

  /// It has run to its end, and there are too many like it.
  record Finished(Pod pod, String reason) implements Leftover {}

  /// So many finished Pods may stay (`--terminated-pod-gc-threshold`).
  int FINISHED_KEPT = 12_500;

  /// The taint by which people say that a machine is switched off for sure.
  String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  /// Everything that is to go.
  ///
  /// @param deletedNodes the names of nodes that are gone beyond doubt
  static List<Leftover> among(List<Pod> pods, List<Node> nodes, Set<String> deletedNodes) {
    List<Leftover> leftovers = new ArrayList<>();
    Map<String, Node> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.metadata().name(), node));
    List<Pod> finished = new ArrayList<>();
    for (Pod pod : pods) {
      boolean isGoing = pod.metadata().isBeingDeleted();
      if (pod.isFinished() && !isGoing) finished.add(pod);
      if (deletedNodes.contains(pod.nodeName())) {
        leftovers.add(new Orphaned(pod, "its node " + pod.nodeName() + " no longer exists"));
      } else if (isGoing && !pod.isAssigned()) {
        leftovers.add(new NeverScheduled(pod, "it is being deleted and never had a node"));
      } else if (isGoing && isOutOfService(byName.get(pod.nodeName()))) {
        leftovers.add(new OutOfService(pod, "its node is out of service"));
      }
    }
    finished.sort(Comparator.comparing(Leftover::age).thenComparing(Pod::key));
    for (Pod pod : finished.subList(0, Math.max(0, finished.size() - FINISHED_KEPT))) {
      leftovers.add(new Finished(pod, "more than " + FINISHED_KEPT + " Pods have finished"));
    }
    return leftovers;
  }

  private static Instant age(Pod pod) {
    return pod.metadata().creationTimestamp().orElse(Instant.MIN);
  }

  private static boolean isOutOfService(@Nullable Node node) {
    return node != null && !node.isReady()
        && node.taints().stream().anyMatch(taint -> taint.key().equals(OUT_OF_SERVICE));
  }
}
