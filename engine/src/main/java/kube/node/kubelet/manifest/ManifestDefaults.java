package kube.node.kubelet.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a Pod of what stands in a file: nobody has filled in defaults and nobody has checked it.
///
/// **Models** the defaults that the kubelet itself relies on, and the refusal of references to objects
/// of the API. **Leaves out** the rest of validation: the API server checks the mirror Pod.
///
/// **In Kubernetes:**
/// [common.go](https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/config/common.go)
final class ManifestDefaults {

  private static final List<String> CONTAINERS = List.of("initContainers", "containers");

  private ManifestDefaults() {}

  /// Why no Pod can be made of it; empty when one can.
  static Optional<String> problem(JsonNode pod) {
    if (!Json.text(pod, "kind").equals("Pod") || !Json.text(pod, "apiVersion").equals("v1")) {
      return Optional.of("the file holds no v1 Pod");
    }
    if (Json.text(pod, "metadata.name").isEmpty()) {
      return Optional.of("metadata.name: Required value: name or generateName is required");
    }
    if (Json.at(pod, "spec.containers").isEmpty()) {
      return Optional.of("spec.containers: Required value");
    }
    return reference(pod.path("spec"))
        .map(kind -> "static pods may not reference " + kind);
  }

  /// The first kind of object that the Pod would have to ask the API for.
  private static Optional<String> reference(JsonNode spec) {
    if (!Json.text(spec, "serviceAccountName").isEmpty()) return Optional.of("serviceaccounts");
    if (!spec.path("imagePullSecrets").isEmpty()) return Optional.of("secrets");
    if (!spec.path("resourceClaims").isEmpty()) return Optional.of("resourceclaims");
    Stream<String> ofContainers = containers(spec).flatMap(container -> Stream.concat(
        container.path("env").valueStream().flatMap(ManifestDefaults::variable),
        container.path("envFrom").valueStream()
            .map(source -> source.has("secretRef") ? "secrets" : "configmaps")));
    Stream<String> ofVolumes = spec.path("volumes").valueStream()
        .flatMap(ManifestDefaults::volume);
    return Stream.concat(ofContainers, ofVolumes).findFirst();
  }

  private static Stream<JsonNode> containers(JsonNode spec) {
    return CONTAINERS.stream().flatMap(list -> spec.path(list).valueStream());
  }

  private static Stream<String> variable(JsonNode variable) {
    JsonNode from = variable.path("valueFrom");
    return from.has("secretKeyRef")
        ? Stream.of("secrets")
        : from.has("configMapKeyRef") ? Stream.of("configmaps") : Stream.empty();
  }

  private static Stream<String> volume(JsonNode volume) {
    if (volume.has("secret")) return Stream.of("secrets");
    if (volume.has("configMap")) return Stream.of("configmaps");
    if (volume.has("persistentVolumeClaim") || volume.has("ephemeral")) {
      return Stream.of("persistentvolumeclaims");
    }
    return Json.at(volume, "projected.sources").valueStream()
        .flatMap(source -> source.has("secret")
            ? Stream.of("secrets")
            : source.has("configMap")
                ? Stream.of("configmaps")
                : source.has("serviceAccountToken")
                    ? Stream.of("serviceaccounts")
                    : Stream.empty());
  }

  /// Fills in what the kubelet relies on.
  static void fill(ObjectNode pod, String node) {
    ObjectNode metadata = pod.withObject("metadata");
    metadata.put("name", Json.text(metadata, "name") + "-" + node);
    if (!metadata.has("namespace")) metadata.put("namespace", "default");
    ObjectNode spec = pod.withObject("spec");
    spec.put("nodeName", node);
    if (!spec.has("restartPolicy")) spec.put("restartPolicy", "Always");
    if (!spec.has("terminationGracePeriodSeconds")) spec.put("terminationGracePeriodSeconds", 30);
    spec.put("enableServiceLinks", false);
    spec.withArray("tolerations").addObject().put("operator", "Exists")
        .put("effect", "NoExecute");
    containers(spec).forEach(container -> {
      if (container instanceof ObjectNode one && !one.has("imagePullPolicy")) {
        one.put("imagePullPolicy", isLatest(Json.text(one, "image")) ? "Always" : "IfNotPresent");
      }
    });
  }

  private static boolean isLatest(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    return !name.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
  }
}
