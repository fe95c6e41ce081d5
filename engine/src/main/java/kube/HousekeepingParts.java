package kube;

import java.util.function.Supplier;

import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import kube.controlplane.controllermanager.garbage.FamilyTree;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.NamespaceEmptier;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.controlplane.controllermanager.node.NodeWatchKeeper;
import kube.controlplane.controllermanager.serviceaccount.DefaultAccounts;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;

/// The replaceable caretakers of a cluster: those who clean up and keep order.
public record HousekeepingParts(Supplier<ServiceAccountController> serviceAccountController,
    Supplier<CertificateAuthority> authority, Supplier<GarbageCollector> garbageCollector,
    Supplier<NamespaceController> namespaceController, Supplier<NodeLifecycle> nodeLifecycle) {

  /// Our own part in every slot.
  public static HousekeepingParts ours() {
    return new HousekeepingParts(DefaultAccounts::new, ClusterCertificates::simulated,
        FamilyTree::new, NamespaceEmptier::new, NodeWatchKeeper::new);
  }

  public HousekeepingParts withServiceAccountController(
      Supplier<ServiceAccountController> theirs) {
    return new HousekeepingParts(theirs, authority, garbageCollector, namespaceController,
        nodeLifecycle);
  }

  /// Certificates are signed by this authority.
  public HousekeepingParts withAuthority(Supplier<CertificateAuthority> theirs) {
    return new HousekeepingParts(serviceAccountController, theirs, garbageCollector,
        namespaceController, nodeLifecycle);
  }

  public HousekeepingParts withGarbageCollector(Supplier<GarbageCollector> theirs) {
    return new HousekeepingParts(serviceAccountController, authority, theirs,
        namespaceController, nodeLifecycle);
  }

  public HousekeepingParts withNamespaceController(Supplier<NamespaceController> theirs) {
    return new HousekeepingParts(serviceAccountController, authority, garbageCollector, theirs,
        nodeLifecycle);
  }

  public HousekeepingParts withNodeLifecycle(Supplier<NodeLifecycle> theirs) {
    return new HousekeepingParts(serviceAccountController, authority, garbageCollector,
        namespaceController, theirs);
  }
}
