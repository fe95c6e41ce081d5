package kube.controlplane.controllermanager.attachdetach;

import java.util.List;
import java.util.stream.Collectors;

/// What a Pod is told whose disk is still attached to another node.
///
/// **In Kubernetes:**
/// [reconciler.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/controller/volume/attachdetach/reconciler/reconciler.go)
final class MultiAttach {

  private MultiAttach() {}

  /// Pods of other namespaces are counted and not named.
  ///
  /// @param users the Pods that use the volume elsewhere
  static String message(String volume, String namespace, List<PodOnNode> users) {
    String known = users.stream()
        .filter(pod -> pod.metadata().namespace().equals(namespace))
        .map(pod -> pod.metadata().name())
        .collect(Collectors.joining(", "));
    long strangers = users.stream()
        .filter(pod -> !pod.metadata().namespace().equals(namespace)).count();
    return "Multi-Attach error for volume \"" + volume + "\" " + because(known, strangers);
  }

  private static String because(String known, long strangers) {
    if (known.isEmpty() && strangers == 0) {
      return "Volume is already exclusively attached to one node and can't be attached to another";
    }
    String foreign = strangers + " pod(s) in different namespaces";
    if (known.isEmpty()) return "Volume is already used by " + foreign;
    return "Volume is already used by pod(s) " + known
        + (strangers == 0 ? "" : " and " + foreign);
  }
}
