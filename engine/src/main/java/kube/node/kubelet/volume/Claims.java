package kube.node.kubelet.volume;

import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.JsonNode;

/// Finds the disk behind a claim.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
record Claims(ApiClient client, String namespace) {

  /// What came of looking.
  sealed interface Outcome {
    /// A directory of this machine.
    record OnMachine(String path) implements Outcome {}

    /// A disk that any machine can reach.
    ///
    /// @param attachable how the node calls it; empty when nobody has to attach it first
    record Elsewhere(String volume, String attachable) implements Outcome {}

    record Missing(String message) implements Outcome {}
  }

  Outcome find(String claim) {
    Optional<AnyObject> found = client.get(CoreKinds.PERSISTENT_VOLUME_CLAIM,
        new Key(namespace, claim)).toOptional();
    if (found.isEmpty()) {
      return new Outcome.Missing("error getting PVC " + namespace + "/" + claim
          + ": persistentvolumeclaims \"" + claim + "\" not found");
    }
    JsonNode tree = found.get().resource().tree();
    String volume = Json.text(tree, "spec.volumeName");
    if (volume.isEmpty() || !Json.text(tree, "status.phase").equals("Bound")) {
      return new Outcome.Missing("PVC " + namespace + "/" + claim + " is not bound");
    }
    return client.get(CoreKinds.PERSISTENT_VOLUME, new Key("", volume)).toOptional()
        .map(object -> place(object.resource()))
        .orElseGet(() -> new Outcome.Missing("persistentvolumes \"" + volume + "\" not found"));
  }

  private Outcome place(Resource volume) {
    JsonNode spec = volume.tree().path("spec");
    if (spec.has("hostPath")) return new Outcome.OnMachine(Json.text(spec, "hostPath.path"));
    if (spec.has("local")) return new Outcome.OnMachine(Json.text(spec, "local.path"));
    PersistentVolume found = PersistentVolume.of(volume);
    boolean isAttached = !found.driver().isEmpty() && isAttachRequired(found.driver());
    return new Outcome.Elsewhere(volume.name(), isAttached ? found.nameOnNode() : "");
  }

  private boolean isAttachRequired(String driver) {
    return client.get(StorageKinds.CSI_DRIVER, new Key("", driver)).toOptional()
        .map(found -> found.resource().tree().path("spec").path("attachRequired").asBoolean(true))
        .orElse(true);
  }

  /// Whether the node says that the volume is attached to it, and in use by it: a disk whose use
  /// nobody knows of could be taken away while it is written to.
  boolean isAttached(String node, String volume) {
    return client.get(Kinds.NODE.readAs(AnyObject::of), new Key("", node)).toOptional()
        .map(found -> found.resource().tree().path("status"))
        .filter(status -> Json.list(status, "volumesInUse", one -> one.asString(""))
            .contains(volume))
        .filter(status -> Json.list(status, "volumesAttached", one -> Json.text(one, "name"))
            .contains(volume))
        .isPresent();
  }
}
