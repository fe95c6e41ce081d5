/// Brings claims and volumes together, and takes volumes back.
///
/// [kube.controlplane.controllermanager.persistentvolume.ClaimPlan] and
/// [kube.controlplane.controllermanager.persistentvolume.VolumePlan] decide, each from one side;
/// [kube.controlplane.controllermanager.persistentvolume.PersistentVolumeController] carries it out.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
@NullMarked
package kube.controlplane.controllermanager.persistentvolume;

import org.jspecify.annotations.NullMarked;
