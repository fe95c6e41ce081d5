package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.foundation.api.Pod;

/// Honours a node that the Pod's author named.
final class NodeName implements Filter {

  @Override
  public String name() {
    return "NodeName";
  }

  @Override
  public Optional<String> refuse(Pod pod, NodeRoom room) {
    return pod.isAssigned() && !pod.nodeName().equals(room.name())
        ? Optional.of("node(s) didn't match the requested node name")
        : Optional.empty();
  }
}
