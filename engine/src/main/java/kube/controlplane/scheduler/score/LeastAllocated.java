package kube.controlplane.scheduler.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import kube.controlplane.scheduler.filter.NodeRoom;
import kube.foundation.api.Container;
import kube.foundation.api.Pod;
import kube.foundation.api.Quantity;

/// Prefers the node with the largest share of processors and memory not asked for.
///
/// Containers that ask for nothing count as 100m and 200Mi here, as in Kubernetes, so that a heap of
/// undemanding Pods spreads as well.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/scheduling/config/ (NodeResourcesFit)
final class LeastAllocated implements Score {

  private record Resource(String name, Quantity assumed) {}

  private static final List<Resource> RESOURCES = List.of(
      new Resource("cpu", Quantity.parse("100m")), new Resource("memory", Quantity.parse("200Mi")));

  @Override
  public String name() {
    return "NodeResourcesFit";
  }

  @Override
  public int rate(Pod pod, NodeRoom room) {
    int sum = RESOURCES.stream().mapToInt(resource -> share(pod, room, resource)).sum();
    return sum / RESOURCES.size();
  }

  private static int share(Pod pod, NodeRoom room, Resource resource) {
    BigDecimal allocatable = room.allocatable(resource.name).amount();
    BigDecimal asked = room.pods()
        .stream()
        .map(other -> weight(other, resource))
        .reduce(weight(pod, resource), Quantity::plus)
        .amount();
    if (allocatable.signum() == 0 || asked.compareTo(allocatable) > 0) return 0;
    return allocatable.subtract(asked)
        .multiply(BigDecimal.valueOf(HIGHEST))
        .divide(allocatable, 0, RoundingMode.DOWN)
        .intValueExact();
  }

  private static Quantity weight(Pod pod, Resource resource) {
    return pod.containers()
        .stream()
        .map((Container c) -> c.requests().getOrDefault(resource.name, resource.assumed))
        .reduce(Quantity.ZERO, Quantity::plus);
  }
}
