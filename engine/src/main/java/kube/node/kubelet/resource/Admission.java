package kube.node.kubelet.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.foundation.api.Quantity;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.wish.PodWish;

/// Decides whether a machine takes a Pod that was assigned to it: whoever assigned it may have known
/// less, or may not have been the scheduler at all.
///
/// **Models** resources, the number of Pods, the node selector and ports of the machine. **Leaves out**
/// devices, and the terms of node affinity, which the scheduler has judged.
///
/// **In Kubernetes:** `GeneralPredicates` of
/// [predicate.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/lifecycle/predicate.go)
public final class Admission {

  private Admission() {}

  /// Why the Pod is refused; empty when it may begin.
  ///
  /// @param others the Pods that are on the machine already
  /// @param labels the machine's own
  public static Optional<Verdict> refusal(PodWish pod, List<PodWish> others,
      SortedMap<String, Quantity> allocatable, SortedMap<String, String> labels) {
    for (String resource : List.of("pods", "cpu", "memory", "ephemeral-storage")) {
      Optional<Verdict> shortage = shortage(resource, pod, others, allocatable);
      if (shortage.isPresent()) return shortage;
    }
    if (!labels.entrySet().containsAll(pod.placement().nodeSelector().entrySet())) {
      return Optional.of(new Verdict("NodeAffinity",
          "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"));
    }
    Set<String> taken = new TreeSet<>();
    others.forEach(other -> taken.addAll(hostPorts(other)));
    taken.retainAll(hostPorts(pod));
    return taken.isEmpty()
        ? Optional.empty()
        : Optional.of(new Verdict("NodePorts", "Predicate NodePorts failed: node(s) didn't have "
            + "free ports for the requested pod ports"));
  }

  private static Optional<Verdict> shortage(String resource, PodWish pod, List<PodWish> others,
      SortedMap<String, Quantity> allocatable) {
    long capacity = amount(resource, allocatable.getOrDefault(resource, Quantity.ZERO));
    long wanted = wanted(resource, pod);
    long used = others.stream().mapToLong(other -> wanted(resource, other)).sum();
    if (wanted == 0 || used + wanted <= capacity) return Optional.empty();
    return Optional.of(new Verdict("OutOf" + resource, "Node didn't have enough resource: "
        + resource + ", requested: " + wanted + ", used: " + used + ", capacity: " + capacity));
  }

  private static long wanted(String resource, PodWish pod) {
    return resource.equals("pods") ? 1 : amount(resource, pod.requested(resource));
  }

  private static long amount(String resource, Quantity quantity) {
    return resource.equals("cpu") ? quantity.millis() : quantity.units();
  }

  private static Set<String> hostPorts(PodWish pod) {
    Set<String> ports = new TreeSet<>();
    pod.containers().forEach(container -> container.ports().forEach(port -> {
      boolean isOnMachine = port.hostPort() > 0 || pod.settings().hostNetwork();
      int number = port.hostPort() > 0 ? port.hostPort() : port.number();
      if (isOnMachine) ports.add(port.protocol() + "/" + number);
    }));
    return ports;
  }
}
