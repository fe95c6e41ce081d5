package kube.node.kubelet.resource;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Quantity;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.wish.PodWish;

/// Decides whether a machine gives the containers of a running Pod what they ask for now.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/#pod-resize-status
public final class ResizeDecision {

  private ResizeDecision() {}

  /// Why not: `Infeasible` when the machine could never, `Deferred` when it cannot now. Empty when it
  /// does.
  ///
  /// @param others the Pods that are on the machine besides
  public static Optional<Verdict> refusal(PodWish wanted, List<PodWish> others,
      SortedMap<String, Quantity> allocatable, SortedMap<String, String> labels) {
    long cpu = wanted.requested("cpu").millis();
    long cpuThere = allocatable.getOrDefault("cpu", Quantity.ZERO).millis();
    long memory = wanted.requested("memory").units();
    long memoryThere = allocatable.getOrDefault("memory", Quantity.ZERO).units();
    if (memory > memoryThere) return infeasible("memory", memory, memoryThere);
    if (cpu > cpuThere) return infeasible("cpu", cpu, cpuThere);
    return Admission.refusal(wanted, others, allocatable, labels)
        .map(refusal -> new Verdict("Deferred", refusal.message()));
  }

  private static Optional<Verdict> infeasible(String resource, long wanted, long there) {
    return Optional.of(new Verdict("Infeasible", "Node didn't have enough capacity: " + resource
        + ", requested: " + wanted + ", capacity: " + there));
  }
}
