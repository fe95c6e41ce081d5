package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for what a container may be told of its own Pod: some fields, and its resources.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
public final class ReferenceRules {

  public static final List<String> FIELDS_FOR_FILES = List.of("metadata.annotations",
      "metadata.labels",
      "metadata.name", "metadata.namespace", "metadata.uid");
  public static final List<String> FIELDS_FOR_VARIABLES = List.of("metadata.name",
      "metadata.namespace",
      "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
      "status.hostIPs", "status.podIP", "status.podIPs");
  private static final List<String> RESOURCES = List.of("limits.cpu", "limits.ephemeral-storage",
      "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory");
  private static final List<String> KNOWN = List.of("metadata.annotations", "metadata.labels",
      "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
      "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName", "status.phase",
      "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs", "spec.host");
  private static final List<String> BYTE_UNITS = List.of("1", "1k", "1M", "1G", "1T", "1P", "1E",
      "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private ReferenceRules() {}

  public static void validateField(JsonNode reference, List<String> supported, String field,
      FieldErrors errors) {
    String path = Json.text(reference, "fieldPath");
    if (Json.text(reference, "apiVersion").isEmpty()) {
      errors.required(field + ".apiVersion");
    } else if (path.isEmpty()) {
      errors.required(field + ".fieldPath");
    } else if (path.matches("[^\\[]+\\['.*'\\]")) {
      validateSubscript(path, field, errors);
    } else if (!KNOWN.contains(path)) {
      errors.invalid(field + ".fieldPath", path,
          "error converting fieldPath: field label not supported: " + path);
    } else if (!supported.contains(path)) {
      errors.notSupported(field + ".fieldPath", path, supported);
    }
  }

  private static void validateSubscript(String path, String field, FieldErrors errors) {
    String map = path.substring(0, path.indexOf('['));
    String key = path.substring(path.indexOf('[') + 2, path.length() - 2);
    switch (map) {
      case "metadata.annotations" -> errors.key(field, key.toLowerCase(Locale.ROOT));
      case "metadata.labels" -> errors.key(field, key);
      default -> errors.invalid(field + ".fieldPath", path,
          "error converting fieldPath: field label does not support subscript");
    }
  }

  /// @param isFile a file must say of which container it tells; a variable is inside of one
  public static void validateResource(JsonNode reference, boolean isFile, String field,
      FieldErrors errors) {
    String resource = Json.text(reference, "resource");
    boolean isHuge = resource.startsWith("requests.hugepages-")
        || resource.startsWith("limits.hugepages-");
    if (isFile && Json.text(reference, "containerName").isEmpty()) {
      errors.required(field + ".containerName");
    } else if (resource.isEmpty()) {
      errors.required(field + ".resource");
    } else if (!RESOURCES.contains(resource) && !isHuge) {
      errors.notSupported(field + ".resource", resource, RESOURCES);
    }
    String divisor = Json.text(reference, "divisor");
    if (divisor.isEmpty() || divisor.equals("0")) return;
    if (resource.endsWith(".cpu") && !List.of("1m", "1").contains(divisor)) {
      errors.invalid(field + ".divisor", resource,
          "only divisor's values 1m and 1 are supported with the cpu resource");
    }
    String what = isHuge
        ? "hugepages resource"
        : resource.endsWith(".memory") ? "memory resource" : "local ephemeral storage resource";
    if ((isHuge || RESOURCES.contains(resource)) && !resource.endsWith(".cpu")
        && !BYTE_UNITS.contains(divisor)) {
      errors.invalid(field + ".divisor", resource, "only divisor's values "
          + String.join(", ", BYTE_UNITS) + " are supported with the " + what);
    }
  }
}
