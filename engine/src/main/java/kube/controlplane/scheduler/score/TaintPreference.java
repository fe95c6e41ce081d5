package kube.controlplane.scheduler.score;

import kube.controlplane.scheduler.filter.NodeRoom;
import kube.foundation.api.Pod;

/// Prefers nodes without a `PreferNoSchedule` taint that the Pod does not tolerate.
final class TaintPreference implements Score {

  @Override
  public String name() {
    return "TaintToleration";
  }

  @Override
  public int rate(Pod pod, NodeRoom room) {
    boolean unwelcome = room.node()
        .taints()
        .stream()
        .filter(taint -> taint.effect().equals("PreferNoSchedule"))
        .anyMatch(taint -> pod.tolerations().stream().noneMatch(t -> t.tolerates(taint)));
    return unwelcome ? 0 : HIGHEST;
  }
}
