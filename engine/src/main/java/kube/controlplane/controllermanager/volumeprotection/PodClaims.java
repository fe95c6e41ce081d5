package kube.controlplane.controllermanager.volumeprotection;

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

/// A Pod, as far as it uses claims.
///
/// @param claims by name, those made for the Pod alone included
record PodClaims(Metadata metadata, String nodeName, List<String> claims)
    implements
      KubernetesObject {

  static final Kind<PodClaims> KIND = Kinds.POD.readAs(PodClaims::of);

  static PodClaims of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    if (!spec.has("volumes")) {
      return new PodClaims(resource.metadata(), Json.text(spec, "nodeName"), List.of());
    }
    List<String> claims = new ArrayList<>();
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.has("persistentVolumeClaim")) {
        claims.add(Json.text(volume, "persistentVolumeClaim.claimName"));
      } else if (volume.has("ephemeral")) {
        claims.add(resource.name() + "-" + Json.text(volume, "name"));
      }
    }
    return new PodClaims(resource.metadata(), Json.text(spec, "nodeName"), List.copyOf(claims));
  }

  List<Key> keys() {
    return claims.stream().map(claim -> new Key(metadata.namespace(), claim)).toList();
  }
}
