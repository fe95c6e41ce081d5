package kube.controlplane.controllermanager.attachdetach;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// A Pod, as far as it has disks on a node.
///
/// @param claims by key
record PodOnNode(Metadata metadata, String nodeName, boolean finished, List<Key> claims)
    implements
      KubernetesObject {

  static final Kind<PodOnNode> KIND = Kinds.POD.readAs(PodOnNode::of);

  static PodOnNode of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    String phase = Json.text(resource.tree(), "status.phase");
    List<Key> claims = new ArrayList<>();
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.has("persistentVolumeClaim")) {
        claims.add(new Key(resource.namespace(),
            Json.text(volume, "persistentVolumeClaim.claimName")));
      } else if (volume.has("ephemeral")) {
        claims.add(new Key(resource.namespace(),
            resource.name() + "-" + Json.text(volume, "name")));
      }
    }
    return new PodOnNode(resource.metadata(), Json.text(spec, "nodeName"),
        phase.equals("Succeeded") || phase.equals("Failed"), List.copyOf(claims));
  }

  boolean needsDisks() {
    return !nodeName.isEmpty() && !finished && !claims.isEmpty();
  }
}
