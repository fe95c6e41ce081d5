package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.foundation.api.Pod;
import kube.foundation.api.Taint;

/// Keeps new Pods off a cordoned node.
final class NodeUnschedulable implements Filter {

  private static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "",
      "NoSchedule", Optional.empty());

  @Override
  public String name() {
    return "NodeUnschedulable";
  }

  @Override
  public Optional<String> refuse(Pod pod, NodeRoom room) {
    boolean tolerated = pod.tolerations().stream().anyMatch(t -> t.tolerates(CORDON));
    return room.node().unschedulable() && !tolerated
        ? Optional.of("node(s) were unschedulable")
        : Optional.empty();
  }
}
