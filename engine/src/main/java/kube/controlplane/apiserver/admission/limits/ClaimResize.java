package kube.controlplane.apiserver.admission.limits;

import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Quantity;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.StorageKinds;

import tools.jackson.databind.JsonNode;

/// Lets a claim grow only when it is bound, and when its class says that its volumes can grow.
///
/// **In Kubernetes:** the gate PersistentVolumeClaimResize,
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
public final class ClaimResize implements AdmissionPlugin {

  private final Shelf classes;

  public ClaimResize(Registry registry) {
    this.classes = new Shelf(registry, StorageKinds.STORAGE_CLASS);
  }

  @Override
  public Optional<Status> validate(Attributes write) {
    boolean isChange = write.updates() && write.isAbout("", "persistentvolumeclaims");
    if (!isChange || !grows(write)) return Optional.empty();
    String name = write.info().name();
    JsonNode old = write.old().orElseThrow();
    if (!Json.text(old, "status.phase").equals("Bound")) {
      return Optional.of(Status.forbidden(CoreKinds.PERSISTENT_VOLUME_CLAIM, name,
          "Only bound persistent volume claims can be expanded"));
    }
    String storageClass = Json.text(write.object(), "spec.storageClassName");
    boolean canGrow = !storageClass.isEmpty() && classes.find(new Key("", storageClass))
        .filter(found -> Json.flag(found.tree(), "allowVolumeExpansion"))
        .isPresent();
    return canGrow
        ? Optional.empty()
        : Optional.of(Status.forbidden(CoreKinds.PERSISTENT_VOLUME_CLAIM, name,
            "only dynamically provisioned pvc can be resized and the storageclass that provisions"
                + " the pvc must support resize"));
  }

  private static boolean grows(Attributes write) {
    return size(write.object()).compareTo(size(write.old().orElseThrow())) > 0;
  }

  private static Quantity size(JsonNode claim) {
    return Quantity.parse(Json.at(claim, "spec.resources.requests.storage").asString("0"));
  }
}
