package kube.foundation.api.storage;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Quantity;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import tools.jackson.databind.JsonNode;

/// A wish for storage.
///
/// @param className empty when no class is wanted
/// @param volumeName the volume that it has, or insists on; empty for any
/// @param wantedText the size as its author wrote it
/// @param there how much storage it really has; nothing before it is bound
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
public record PersistentVolumeClaim(Metadata metadata, String className, String volumeName,
    List<String> accessModes, String volumeMode, Quantity wanted, String wantedText,
    LabelSelector selector, String phase, Quantity there) implements KubernetesObject {

  public static final Kind<PersistentVolumeClaim> KIND = CoreKinds.PERSISTENT_VOLUME_CLAIM
      .readAs(PersistentVolumeClaim::of);

  /// The node that the scheduler has in mind for the Pod that waits for this claim.
  public static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  /// Whose work it is to make a volume.
  public static final String PROVISIONER = "volume.kubernetes.io/storage-provisioner";

  /// Both sides know of each other.
  public static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

  public static PersistentVolumeClaim of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    String old = resource.metadata().annotations()
        .getOrDefault("volume.beta.kubernetes.io/storage-class", "");
    return new PersistentVolumeClaim(resource.metadata(),
        old.isEmpty() ? Json.text(spec, "storageClassName") : old, Json.text(spec, "volumeName"),
        Json.list(spec, "accessModes", mode -> mode.asString("")), Json.text(spec, "volumeMode"),
        Quantity.parse(Json.at(spec, "resources.requests").path("storage").asString("0")),
        Json.text(spec, "resources.requests.storage"), LabelSelector.of(spec.path("selector")),
        Json.text(resource.tree(), "status.phase"),
        Quantity.parse(Json.at(resource.tree(), "status.capacity").path("storage").asString("0")));
  }

  /// Whether it and its volume belong together for good.
  public boolean isBound() {
    return !volumeName.isEmpty() && metadata.annotations().containsKey(BIND_COMPLETED);
  }

  /// The node that the volume is to be reachable from; empty when none has been chosen.
  public String selectedNode() {
    return metadata.annotations().getOrDefault(SELECTED_NODE, "");
  }

  /// Whether the volume, which belongs to nobody else, would do.
  public boolean couldUse(PersistentVolume volume) {
    return volume.className().equals(className) && volume.volumeMode().equals(volumeMode)
        && volume.accessModes().containsAll(accessModes)
        && volume.capacity().compareTo(wanted) >= 0
        && selector.matches(volume.metadata().labels()) && !volume.metadata().isBeingDeleted();
  }
}
