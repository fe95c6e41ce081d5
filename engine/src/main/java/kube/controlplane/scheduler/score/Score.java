package kube.controlplane.scheduler.score;

import java.util.List;

import kube.controlplane.scheduler.filter.NodeRoom;
import kube.foundation.api.Pod;

/// One reason to prefer a node.
public interface Score {

  int HIGHEST = 100;

  /// The rule's name in Kubernetes, such as `NodeResourcesFit`.
  String name();

  /// From 0 (last choice) to [#HIGHEST] (first choice).
  int rate(Pod pod, NodeRoom node);

  /// Every rule.
  static List<Score> all() {
    return List.of(new LeastAllocated(), new TaintPreference());
  }
}
