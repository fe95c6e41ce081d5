package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.foundation.api.Pod;

/// Honours the node labels that a Pod asks for.
///
/// **Models** `nodeSelector`. **Leaves out** `affinity.nodeAffinity`, which comes with the complete
/// scheduler.
final class NodeAffinity implements Filter {

  @Override
  public String name() {
    return "NodeAffinity";
  }

  @Override
  public Optional<String> refuse(Pod pod, NodeRoom room) {
    var labels = room.node().metadata().labels();
    boolean matches = pod.nodeSelector()
        .entrySet()
        .stream()
        .allMatch(wished -> wished.getValue().equals(labels.get(wished.getKey())));
    return matches
        ? Optional.empty()
        : Optional.of("node(s) didn't match Pod's node affinity/selector");
  }
}
