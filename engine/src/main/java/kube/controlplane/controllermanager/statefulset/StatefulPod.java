package kube.controlplane.controllermanager.statefulset;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.apps.StatefulSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Pod of one place looks like, and the claims for its storage.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity
final class StatefulPod {

  static final String REVISION_LABEL = "controller-revision-hash";

  private static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";
  private static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";

  private StatefulPod() {}

  static String name(StatefulSet set, int ordinal) {
    return set.metadata().name() + "-" + ordinal;
  }

  /// @param template of the version wished for
  /// @param revision the name of that version
  static ObjectNode of(StatefulSet set, int ordinal, String template, String revision) {
    ObjectNode pod = PodFromTemplate.of(template, Kinds.STATEFUL_SET, set.metadata());
    String name = name(set, ordinal);
    ObjectNode metadata = pod.withObject("metadata").put("name", name);
    metadata.remove("generateName");
    metadata.withObject("labels")
        .put(NAME_LABEL, name)
        .put(INDEX_LABEL, Integer.toString(ordinal))
        .put(REVISION_LABEL, revision);
    ObjectNode spec = pod.withObject("spec").put("hostname", name);
    if (!set.serviceName().isEmpty()) spec.put("subdomain", set.serviceName());
    Map<String, ObjectNode> claims = claims(set, ordinal);
    if (!claims.isEmpty()) useClaims(spec, claims);
    return pod;
  }

  /// A volume of the template that has the name of a claim gives way to it.
  private static void useClaims(ObjectNode spec, Map<String, ObjectNode> claims) {
    ArrayNode volumes = Json.object().putArray("volumes");
    claims.forEach((volume, claim) -> volumes.addObject().put("name", volume)
        .putObject("persistentVolumeClaim")
        .put("claimName", Json.text(claim, "metadata.name")));
    spec.path("volumes").forEach(volume -> {
      if (!claims.containsKey(Json.text(volume, "name"))) volumes.add(volume);
    });
    spec.set("volumes", volumes);
  }

  /// The claims of one place by the names of their volumes.
  static Map<String, ObjectNode> claims(StatefulSet set, int ordinal) {
    Map<String, ObjectNode> claims = new LinkedHashMap<>();
    for (String template : set.claimTemplates()) {
      ObjectNode claim = (ObjectNode) parse(template);
      String volume = Json.text(claim, "metadata.name");
      claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim").remove("status");
      ObjectNode metadata = claim.withObject("metadata")
          .put("name", volume + "-" + name(set, ordinal));
      ObjectNode labels = metadata.withObject("labels");
      Json.texts(parse(set.selectorText()), "matchLabels").forEach(labels::put);
      if (set.retention().deletedWithSet()) own(claim, ownerOf(set.metadata()));
      claims.put(volume, claim);
    }
    return claims;
  }

  private static ObjectNode ownerOf(Metadata set) {
    return PodFromTemplate.reference(Kinds.STATEFUL_SET, set).toJson();
  }

  /// Puts this owner in the place of the other that the set may have given the claim.
  static void own(ObjectNode claim, JsonNode owner) {
    claim.withObject("metadata").putArray("ownerReferences").add(owner);
  }

  private static JsonNode parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
