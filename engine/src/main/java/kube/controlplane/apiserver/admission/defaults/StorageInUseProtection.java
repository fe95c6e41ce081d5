package kube.controlplane.apiserver.admission.defaults;

import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Marks each new claim and volume, so that it cannot go while it is used.
///
/// **In Kubernetes:** the gate StorageObjectInUseProtection,
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
public final class StorageInUseProtection implements AdmissionPlugin {

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.creates()) return Optional.empty();
    if (write.isAbout("", "persistentvolumeclaims")) mark(write, "kubernetes.io/pvc-protection");
    if (write.isAbout("", "persistentvolumes")) mark(write, "kubernetes.io/pv-protection");
    return Optional.empty();
  }

  private static void mark(Attributes write, String finalizer) {
    ArrayNode marks = write.object().withObject("metadata").withArray("finalizers");
    for (JsonNode mark : marks) {
      if (mark.asString("").equals(finalizer)) return;
    }
    marks.add(finalizer);
  }
}
