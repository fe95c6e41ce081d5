/// X27, Probe judge: say from a container's answers whether it may get traffic, and whether it is to be
/// started again.
///
/// The slot is [kube.node.kubelet.probe.ProbeJudge]; what passes judges the containers of a cluster.
@NullMarked
package catalog.node.probe_judge;

import org.jspecify.annotations.NullMarked;
