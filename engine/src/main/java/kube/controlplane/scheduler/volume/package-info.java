/// The rules about storage: a Pod can only run where its volumes can be reached.
///
/// [kube.controlplane.scheduler.volume.VolumeBinding] is the first of them;
/// [kube.controlplane.scheduler.volume.VolumeLore] knows claims, volumes and classes, and
/// [kube.controlplane.scheduler.volume.VolumeReservations] makes sure that two Pods do not get the
/// same volume.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
@NullMarked
package kube.controlplane.scheduler.volume;

import org.jspecify.annotations.NullMarked;
