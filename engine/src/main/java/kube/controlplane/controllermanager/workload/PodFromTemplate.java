package kube.controlplane.controllermanager.workload;

import java.nio.charset.StandardCharsets;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the Pod that a template describes, owned by the object that carries the template.
public final class PodFromTemplate {

  private PodFromTemplate() {}

  /// @param template as JSON
  public static ObjectNode of(String template, Kind<?> kind, Metadata owner) {
    JsonNode tree = Json.parse(template.getBytes(StandardCharsets.UTF_8));
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = tree.path("metadata") instanceof ObjectNode written
        ? written
        : Json.object();
    // A template may have a name, which nobody uses: there would be one Pod only.
    metadata.remove("name");
    metadata.put("generateName", owner.name() + "-").put("namespace", owner.namespace());
    metadata.putArray("ownerReferences").add(reference(kind, owner).toJson());
    pod.set("metadata", metadata);
    pod.set("spec", tree.path("spec"));
    return pod;
  }

  /// Names the owner as the one that manages the object.
  public static OwnerReference reference(Kind<?> kind, Metadata owner) {
    return new OwnerReference(kind.apiVersion(), kind.name(), owner.name(), owner.uid(), true,
        true);
  }
}
