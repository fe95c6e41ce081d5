package kube.foundation.api.storage;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.StorageKinds;

/// A sort of storage, and who makes volumes of it.
///
/// @param waits whether a volume is only chosen or made once a Pod needs it, so that it lies where
///   the Pod can run
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/storage-classes/
public record StorageClass(Metadata metadata, String provisioner, String reclaimPolicy,
    boolean waits, boolean allowsExpansion) implements KubernetesObject {

  public static final Kind<StorageClass> KIND = StorageKinds.STORAGE_CLASS
      .readAs(StorageClass::of);

  /// The provisioner of classes whose volumes people make by hand.
  public static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

  public static StorageClass of(Resource resource) {
    return new StorageClass(resource.metadata(), Json.text(resource.tree(), "provisioner"),
        Json.text(resource.tree(), "reclaimPolicy"),
        Json.text(resource.tree(), "volumeBindingMode").equals("WaitForFirstConsumer"),
        Json.flag(resource.tree(), "allowVolumeExpansion"));
  }

  public boolean makesVolumes() {
    return !provisioner.equals(NO_PROVISIONER);
  }
}
