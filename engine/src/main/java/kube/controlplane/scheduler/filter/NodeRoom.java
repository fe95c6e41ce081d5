package kube.controlplane.scheduler.filter;

import java.util.List;

import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Quantity;

/// A node and the Pods that the scheduler counts on it, those it has only just assigned included.
public record NodeRoom(Node node, List<Pod> pods) {

  public NodeRoom {
    pods = List.copyOf(pods);
  }

  public String name() {
    return node.metadata().name();
  }

  /// What Pods may use of the named resource.
  public Quantity allocatable(String resource) {
    return node.allocatable().getOrDefault(resource, Quantity.ZERO);
  }

  /// What its Pods have asked for. Requests count, not what is really used.
  public Quantity requested(String resource) {
    return pods.stream().map(pod -> pod.requested(resource)).reduce(Quantity.ZERO, Quantity::plus);
  }
}
