/// Puts files where the containers of a Pod expect them.
///
/// [kube.node.kubelet.volume.PodVolumes] mounts the volumes of one Pod on the machine's disk and keeps
/// their files up to date; [kube.node.kubelet.volume.Payload] collects what the files of a volume are
/// to hold; [kube.node.kubelet.volume.AtomicFolder] writes them so that no reader ever sees half a
/// change; [kube.node.kubelet.volume.Claims] finds the disk behind a claim.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volumes/
@NullMarked
package kube.node.kubelet.volume;

import org.jspecify.annotations.NullMarked;
