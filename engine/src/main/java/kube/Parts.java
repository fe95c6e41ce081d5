package kube;

import java.util.function.Supplier;

import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.controlplane.controllermanager.deployment.DeploymentReconciler;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.WatchHub;

/// The replaceable parts of a cluster: ours, or a learner's in its place.
///
/// Each is asked for anew whenever its component starts.
public record Parts(Supplier<RevisionStore> store, Supplier<WatchHub> watchHub,
    Supplier<ReplicaSetController> replicaSetController,
    Supplier<DeploymentController> deploymentController, Supplier<AdmissionGate> admissionGate,
    HousekeepingParts housekeeping, NetworkParts network, SchedulerParts scheduler) {

  /// Our own part in every slot.
  public static Parts ours() {
    return new Parts(MultiVersionStore::new, BufferedWatchHub::new, ReplicaSetReconciler::new,
        DeploymentReconciler::new, OpenGate::new, HousekeepingParts.ours(), NetworkParts.ours(),
        SchedulerParts.ours());
  }

  public Parts withStore(Supplier<RevisionStore> theirs) {
    return new Parts(theirs, watchHub, replicaSetController, deploymentController, admissionGate,
        housekeeping, network, scheduler);
  }

  public Parts withReplicaSetController(Supplier<ReplicaSetController> theirs) {
    return new Parts(store, watchHub, theirs, deploymentController, admissionGate, housekeeping,
        network, scheduler);
  }

  public Parts withDeploymentController(Supplier<DeploymentController> theirs) {
    return new Parts(store, watchHub, replicaSetController, theirs, admissionGate, housekeeping,
        network, scheduler);
  }

  public Parts withAdmissionGate(Supplier<AdmissionGate> theirs) {
    return new Parts(store, watchHub, replicaSetController, deploymentController, theirs,
        housekeeping, network, scheduler);
  }

  public Parts withHousekeeping(HousekeepingParts theirs) {
    return new Parts(store, watchHub, replicaSetController, deploymentController, admissionGate,
        theirs, network, scheduler);
  }

  public Parts withNetwork(NetworkParts theirs) {
    return new Parts(store, watchHub, replicaSetController, deploymentController, admissionGate,
        housekeeping, theirs, scheduler);
  }

  public Parts withScheduler(SchedulerParts theirs) {
    return new Parts(store, watchHub, replicaSetController, deploymentController, admissionGate,
        housekeeping, network, theirs);
  }
}
