package kube.foundation.api.storage;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Quantity;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import tools.jackson.databind.JsonNode;

/// A piece of storage that outlives Pods.
///
/// @param capacityText the capacity as its author wrote it
/// @param claim for whom it is reserved; empty while anybody may have it
/// @param nodes from which nodes it can be reached, as a node selector; absent means from all
/// @param driver the CSI driver behind it; empty for storage of another sort
/// @param handle how the driver calls it
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
public record PersistentVolume(Metadata metadata, String className, Quantity capacity,
    String capacityText, List<String> accessModes, String volumeMode, String reclaimPolicy,
    Optional<Owner> claim, JsonNode nodes, String driver, String handle, String phase)
    implements
      KubernetesObject {

  public static final Kind<PersistentVolume> KIND = CoreKinds.PERSISTENT_VOLUME
      .readAs(PersistentVolume::of);

  /// The annotation in which a provisioner leaves its name.
  public static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

  /// The annotation that says: the controller chose the partner, not a person.
  public static final String BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

  /// A claim that a volume is reserved for.
  ///
  /// @param uid empty when somebody reserved it by name, before the claim existed
  public record Owner(String namespace, String name, String uid) {

    public boolean is(Metadata claim) {
      return namespace.equals(claim.namespace()) && name.equals(claim.name())
          && (uid.isEmpty() || uid.equals(claim.uid()));
    }
  }

  public static PersistentVolume of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode claim = spec.path("claimRef");
    return new PersistentVolume(resource.metadata(), Json.text(spec, "storageClassName"),
        Quantity.parse(spec.path("capacity").path("storage").asString("0")),
        Json.text(spec, "capacity.storage"),
        Json.list(spec, "accessModes", mode -> mode.asString("")), Json.text(spec, "volumeMode"),
        Json.text(spec, "persistentVolumeReclaimPolicy"),
        claim.isObject()
            ? Optional.of(new Owner(Json.text(claim, "namespace"), Json.text(claim, "name"),
                Json.text(claim, "uid")))
            : Optional.empty(),
        Json.at(spec, "nodeAffinity.required"), Json.text(spec, "csi.driver"),
        Json.text(spec, "csi.volumeHandle"), Json.text(resource.tree(), "status.phase"));
  }

  /// How a node calls it in `volumesAttached` and `volumesInUse`; empty without a driver.
  public String nameOnNode() {
    return driver.isEmpty() ? "" : "kubernetes.io/csi/" + driver + "^" + handle;
  }

  public boolean isReservedFor(PersistentVolumeClaim wish) {
    return claim.filter(owner -> owner.is(wish.metadata())).isPresent();
  }
}
