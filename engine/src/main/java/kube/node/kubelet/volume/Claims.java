package kube.node.kubelet.volume;

import java.util.Optional;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.kinds.CoreKinds;
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
    record Elsewhere(String volume) implements Outcome {}

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
        .map(object -> place(volume, object.resource().tree().path("spec")))
        .orElseGet(() -> new Outcome.Missing("persistentvolumes \"" + volume + "\" not found"));
  }

  private static Outcome place(String volume, JsonNode spec) {
    if (spec.has("hostPath")) return new Outcome.OnMachine(Json.text(spec, "hostPath.path"));
    if (spec.has("local")) return new Outcome.OnMachine(Json.text(spec, "local.path"));
    return new Outcome.Elsewhere(volume);
  }
}
