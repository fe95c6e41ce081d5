package kube;

import java.util.function.Supplier;

import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import kube.controlplane.controllermanager.garbage.FamilyTree;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.NamespaceEmptier;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.controlplane.controllermanager.serviceaccount.DefaultAccounts;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.WatchHub;

/// The replaceable parts of a cluster: ours, or a learner's in its place.
///
/// Each is asked for anew whenever its component starts.
public record Parts(Supplier<RevisionStore> store, Supplier<WatchHub> watchHub,
    Supplier<ReplicaSetController> replicaSetController,
    Supplier<AdmissionGate> admissionGate,
    Supplier<ServiceAccountController> serviceAccountController,
    Supplier<CertificateAuthority> authority,
    Supplier<GarbageCollector> garbageCollector,
    Supplier<NamespaceController> namespaceController, NetworkParts network) {

  /// Our own part in every slot.
  public static Parts ours() {
    return new Parts(MultiVersionStore::new, BufferedWatchHub::new, ReplicaSetReconciler::new,
        OpenGate::new, DefaultAccounts::new, ClusterCertificates::simulated,
        FamilyTree::new, NamespaceEmptier::new, NetworkParts.ours());
  }

  public Parts withStore(Supplier<RevisionStore> theirs) {
    return new Parts(theirs, watchHub, replicaSetController, admissionGate,
        serviceAccountController,
        authority, garbageCollector, namespaceController, network);
  }

  public Parts withReplicaSetController(Supplier<ReplicaSetController> theirs) {
    return new Parts(store, watchHub, theirs, admissionGate, serviceAccountController,
        authority, garbageCollector, namespaceController, network);
  }

  public Parts withAdmissionGate(Supplier<AdmissionGate> theirs) {
    return new Parts(store, watchHub, replicaSetController, theirs, serviceAccountController,
        authority, garbageCollector, namespaceController, network);
  }

  public Parts withServiceAccountController(Supplier<ServiceAccountController> theirs) {
    return new Parts(store, watchHub, replicaSetController, admissionGate, theirs, authority,
        garbageCollector, namespaceController, network);
  }

  /// Certificates are signed by this authority.
  public Parts withAuthority(Supplier<CertificateAuthority> theirs) {
    return new Parts(store, watchHub, replicaSetController, admissionGate,
        serviceAccountController, theirs, garbageCollector, namespaceController, network);
  }

  public Parts withGarbageCollector(Supplier<GarbageCollector> theirs) {
    return new Parts(store, watchHub, replicaSetController, admissionGate,
        serviceAccountController, authority, theirs, namespaceController, network);
  }

  public Parts withNamespaceController(Supplier<NamespaceController> theirs) {
    return new Parts(store, watchHub, replicaSetController, admissionGate,
        serviceAccountController, authority, garbageCollector, theirs, network);
  }

  public Parts withNetwork(NetworkParts theirs) {
    return new Parts(store, watchHub, replicaSetController, admissionGate, serviceAccountController,
        authority, garbageCollector, namespaceController, theirs);
  }
}
