package kube.controlplane.controllermanager.tainteviction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Taint;
import kube.foundation.api.Toleration;

/// How long a Pod bears the `NoExecute` taints of its node.
final class Patience {

  private Patience() {}

  /// When the first taint that the Pod does not bear for ever drives it out; empty when none does.
  static Optional<Instant> endsAt(Pod pod, Node node, Instant now) {
    return node.taints().stream()
        .filter(taint -> taint.effect().equals("NoExecute"))
        .flatMap(taint -> endsAt(pod, taint, now).stream())
        .min(Instant::compareTo);
  }

  /// The time counts from when the taint was put on, so that a restart of the controller neither
  /// gives nor takes any.
  private static Optional<Instant> endsAt(Pod pod, Taint taint, Instant now) {
    Instant since = taint.timeAdded().orElse(now);
    List<Toleration> bearing = pod.tolerations().stream()
        .filter(toleration -> toleration.tolerates(taint)).toList();
    if (bearing.isEmpty()) return Optional.of(now);
    return bearing.stream()
        .flatMap(toleration -> toleration.tolerated().stream())
        .min(Duration::compareTo)
        .map(since::plus);
  }
}
