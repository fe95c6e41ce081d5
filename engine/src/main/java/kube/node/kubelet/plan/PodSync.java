package kube.node.kubelet.plan;

import java.time.Instant;

/// Says what to do next for a Pod, and how it is as a whole: a part that can be replaced while the
/// cluster runs.
///
/// One instance serves all Pods of one kubelet. It must not remember: whatever happened, it starts
/// from what is seen, for a kubelet that comes back finds containers that run already. Asked twice
/// about the same world, it says the same twice.
public interface PodSync {

  /// The steps to take now, in their order, and when to look again without being told.
  ///
  /// @param seen what the runtime and the probes say
  PodPlan sync(PodPlan.Wish wished, PodSeen seen, Instant now);

  /// The word that sums the Pod up: `Pending`, `Running`, `Succeeded` or `Failed`.
  String phase(PodPlan.Wish wished, PodSeen seen);
}
