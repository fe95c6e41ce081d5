package kube.node.kubelet;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import kube.node.kubelet.container.CrashBackoff;
import kube.node.kubelet.container.RestartBackoff;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ThresholdJudge;
import kube.node.kubelet.volume.AtomicFolder;
import kube.node.kubelet.volume.LinkSwap;

/// The replaceable parts of a kubelet: ours, or a learner's in their place.
///
/// @param sync made anew whenever a kubelet starts
/// @param judge made anew for each run of a container that has probes
/// @param backoff made anew for each Pod, with the longest wait of the node
/// @param folder made anew whenever a kubelet starts
public record KubeletParts(Supplier<PodSync> sync, Supplier<ProbeJudge> judge,
    Function<Duration, RestartBackoff> backoff, Supplier<AtomicFolder> folder) {

  /// Our own part in every slot.
  public static KubeletParts ours() {
    return new KubeletParts(PlannedSync::new, ThresholdJudge::new, CrashBackoff::new,
        LinkSwap::new);
  }
}
