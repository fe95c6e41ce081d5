package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.foundation.api.Pod;
import kube.foundation.api.Taint;

/// Keeps Pods off nodes with a taint that they do not tolerate.
final class TaintToleration implements Filter {

  @Override
  public String name() {
    return "TaintToleration";
  }

  @Override
  public Optional<String> refuse(Pod pod, NodeRoom room) {
    return room.node()
        .taints()
        .stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .filter(taint -> pod.tolerations().stream().noneMatch(t -> t.tolerates(taint)))
        .findFirst()
        .map(TaintToleration::words);
  }

  private static String words(Taint taint) {
    String value = taint.value().isEmpty() ? "" : taint.value();
    return "node(s) had untolerated taint {" + taint.key() + ": " + value + "}";
  }
}
