package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.foundation.api.Pod;

/// One rule by which a node may be unfit for a Pod.
public interface Filter {

  /// The rule's name in Kubernetes, such as `TaintToleration`.
  String name();

  /// Why the node cannot take the Pod, worded as in `FailedScheduling` events; empty when it can.
  Optional<String> refuse(Pod pod, NodeRoom node);

  /// Every rule, in the order in which Kubernetes asks them.
  static java.util.List<Filter> all() {
    return java.util.List.of(new NodeUnschedulable(), new NodeName(), new TaintToleration(),
        new NodeAffinity(), new NodeResourcesFit());
  }
}
