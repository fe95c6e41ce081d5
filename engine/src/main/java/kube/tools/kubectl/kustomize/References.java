package kube.tools.kubectl.kustomize;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes objects that name others name them by the names they have now.
final class References {

  /// Objects with a `name` inside that names something of this kind.
  private static final Map<String, String> BY_NAME = Map.of("configMapRef", "ConfigMap",
      "configMapKeyRef", "ConfigMap", "configMap", "ConfigMap", "secretRef", "Secret",
      "secretKeyRef", "Secret", "service", "Service", "imagePullSecrets", "Secret", "secret",
      "Secret");
  /// Fields that hold a name themselves.
  private static final Map<String, String> FIELDS = Map.of("secretName", "Secret",
      "serviceAccountName", "ServiceAccount", "claimName", "PersistentVolumeClaim",
      "serviceName", "Service", "storageClassName", "StorageClass", "priorityClassName",
      "PriorityClass", "volumeName", "PersistentVolume", "ingressClassName", "IngressClass");
  /// Objects that say the kind of what they name.
  private static final List<String> WITH_KIND = List.of("scaleTargetRef", "roleRef", "subjects");

  private final List<Part> parts;

  References(List<Part> parts) {
    this.parts = parts;
  }

  void mend() {
    for (Part part : parts) walk(part.object());
  }

  private void walk(JsonNode tree) {
    if (tree.isArray()) tree.forEach(this::walk);
    if (!(tree instanceof ObjectNode object)) return;
    for (String name : List.copyOf(object.propertyNames())) {
      JsonNode value = object.path(name);
      String kind = FIELDS.get(name);
      if (kind != null && value.isString()) {
        now(kind, value.stringValue()).ifPresent(found -> object.put(name, found));
      } else if (BY_NAME.containsKey(name)) {
        named(BY_NAME.getOrDefault(name, ""), value);
      } else if (WITH_KIND.contains(name)) {
        withKind(value);
      }
      walk(value);
    }
  }

  private void named(String kind, JsonNode value) {
    if (value.isArray()) value.forEach(item -> named(kind, item));
    if (value instanceof ObjectNode object) {
      now(kind, Json.text(object, "name")).ifPresent(found -> object.put("name", found));
    }
  }

  private void withKind(JsonNode value) {
    if (value.isArray()) value.forEach(this::withKind);
    if (value instanceof ObjectNode object) named(Json.text(object, "kind"), object);
  }

  private Optional<String> now(String kind, String name) {
    if (name.isEmpty()) return Optional.empty();
    return parts.stream().filter(part -> part.kind().equals(kind) && part.wasCalled(name))
        .map(Part::name).findFirst();
  }
}
