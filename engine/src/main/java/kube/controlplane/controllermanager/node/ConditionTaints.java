package kube.controlplane.controllermanager.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Node;
import kube.foundation.api.Taint;

/// Which `NoSchedule` taints a node must have, by its conditions: no new Pods where something is
/// wrong. The scheduler then need not know about conditions.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-nodes-by-condition
final class ConditionTaints {

  private static final String PREFIX = "node.kubernetes.io/";
  private static final String EFFECT = "NoSchedule";

  /// Condition, and the taint for each of its values that is bad.
  private static final Map<String, Map<String, String>> TAINTS = new TreeMap<>(Map.of(
      "Ready", Map.of("False", NodeWatchKeeper.NOT_READY, "Unknown", NodeWatchKeeper.UNREACHABLE),
      "MemoryPressure", Map.of("True", PREFIX + "memory-pressure"),
      "DiskPressure", Map.of("True", PREFIX + "disk-pressure"),
      "PIDPressure", Map.of("True", PREFIX + "pid-pressure"),
      "NetworkUnavailable", Map.of("True", PREFIX + "network-unavailable")));

  private static final String UNSCHEDULABLE = PREFIX + "unschedulable";

  private ConditionTaints() {}

  /// The keys that the node must have.
  static List<String> wanted(Node node) {
    List<String> wanted = new ArrayList<>();
    TAINTS.forEach((type, byStatus) -> node.condition(type)
        .map(condition -> byStatus.getOrDefault(condition.status(), ""))
        .filter(key -> !key.isEmpty())
        .ifPresent(wanted::add));
    if (node.unschedulable()) wanted.add(UNSCHEDULABLE);
    return wanted;
  }

  /// The taints as they must be; those that are ours and have no reason any more are gone. A node
  /// that has not reported yet keeps what it was born with.
  static List<Taint> corrected(Node node, java.time.Instant now) {
    List<String> wanted = new ArrayList<>(wanted(node));
    boolean hasReported = node.condition("Ready").isPresent();
    List<Taint> taints = new ArrayList<>();
    for (Taint taint : node.taints()) {
      boolean isOurs = taint.effect().equals(EFFECT) && isOurs(taint.key());
      if (!isOurs || wanted.remove(taint.key()) || !hasReported) taints.add(taint);
    }
    wanted.forEach(key -> taints.add(new Taint(key, "", EFFECT, Optional.of(now))));
    return taints;
  }

  private static boolean isOurs(String key) {
    return key.equals(UNSCHEDULABLE)
        || TAINTS.values().stream().anyMatch(byStatus -> byStatus.containsValue(key));
  }
}
