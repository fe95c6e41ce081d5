package kube.node.kubelet;

import java.util.function.Supplier;

import kube.foundation.machine.Part;
import kube.node.kubelet.container.RestartBackoff;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.volume.AtomicFolder;

/// The replaceable parts of a kubelet: ours, or a learner's in their place.
///
/// @param sync made anew whenever a kubelet starts
/// @param judge made anew for each run of a container that has probes
/// @param backoff made anew for each Pod
/// @param folder made anew whenever a kubelet starts
public record KubeletParts(Part<PodSync> sync, Supplier<Part<ProbeJudge>> judge,
    Supplier<Part<RestartBackoff>> backoff, Part<AtomicFolder> folder) {}
