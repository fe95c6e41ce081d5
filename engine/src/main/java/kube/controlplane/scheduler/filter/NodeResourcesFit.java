package kube.controlplane.scheduler.filter;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Pod;

/// Keeps the requests on a node within what it can give.
final class NodeResourcesFit implements Filter {

  private static final List<String> RESOURCES = List.of("cpu", "memory");

  @Override
  public String name() {
    return "NodeResourcesFit";
  }

  @Override
  public Optional<String> refuse(Pod pod, NodeRoom room) {
    if (room.pods().size() + 1 > room.allocatable("pods").units()) {
      return Optional.of("Too many pods");
    }
    return RESOURCES.stream()
        .filter(resource -> pod.requested(resource).amount().signum() > 0)
        .filter(resource -> room.requested(resource)
            .plus(pod.requested(resource))
            .compareTo(room.allocatable(resource)) > 0)
        .findFirst()
        .map(resource -> "Insufficient " + resource);
  }
}
