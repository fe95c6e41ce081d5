/// The kinds of volumes and claims, each with its rule: what is mounted, and from where.
///
/// [kube.controlplane.apiserver.strategy.pod.volume.VolumeKinds] lists them all, for Pods and for
/// PersistentVolumes.
@NullMarked
package kube.controlplane.apiserver.strategy.pod.volume;

import org.jspecify.annotations.NullMarked;
