package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for volumes whose files the kubelet writes: secrets, settings, facts about the Pod.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/projected-volumes/
public final class ProjectedRules {

  private static final List<String> SOURCES = List.of("secret", "configMap", "downwardAPI",
      "serviceAccountToken", "clusterTrustBundle", "podCertificate");
  private static final long SHORTEST_TOKEN_SECONDS = 600;
  private static final long LONGEST_TOKEN_SECONDS = 1L << 32;

  private ProjectedRules() {}

  public static void validateSecret(JsonNode source, String field, FieldErrors errors) {
    if (Json.text(source, "secretName").isEmpty()) errors.required(field + ".secretName");
    validateFiles(source, field, errors);
  }

  public static void validateConfigMap(JsonNode source, String field, FieldErrors errors) {
    if (Json.text(source, "name").isEmpty()) errors.required(field + ".name");
    validateFiles(source, field, errors);
  }

  private static void validateFiles(JsonNode source, String field, FieldErrors errors) {
    FilePaths.validateMode(source.path("defaultMode"), field + ".defaultMode", errors);
    Each.entry(source.path("items"), field + ".items",
        (item, at) -> validateItem(item, at, errors));
  }

  private static void validateItem(JsonNode item, String field, FieldErrors errors) {
    if (Json.text(item, "key").isEmpty()) errors.required(field + ".key");
    validatePath(item, field, errors);
    FilePaths.validateMode(item.path("mode"), field + ".mode", errors);
  }

  private static void validatePath(JsonNode item, String field, FieldErrors errors) {
    String path = Json.text(item, "path");
    if (path.isEmpty()) errors.required(field + ".path");
    FilePaths.validateNotReserved(path, field + ".path", errors);
  }

  public static void validateDownward(JsonNode source, String field, FieldErrors errors) {
    FilePaths.validateMode(source.path("defaultMode"), field + ".defaultMode", errors);
    source.path("items").forEach(file -> validateDownwardFile(file, field, errors));
  }

  private static void validateDownwardFile(JsonNode file, String field, FieldErrors errors) {
    validatePath(file, field, errors);
    if (file.has("fieldRef")) {
      ReferenceRules.validateField(file.path("fieldRef"), ReferenceRules.FIELDS_FOR_FILES,
          field + ".fieldRef", errors);
      if (file.has("resourceFieldRef")) {
        errors.invalid(field, "resource",
            "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (file.has("resourceFieldRef")) {
      ReferenceRules.validateResource(file.path("resourceFieldRef"), true,
          field + ".resourceFieldRef", errors);
    } else {
      errors.required(field, "one of fieldRef and resourceFieldRef is required");
    }
    FilePaths.validateMode(file.path("mode"), field + ".mode", errors);
  }

  /// Several sources in one directory: no two may write the same file.
  public static void validate(JsonNode projected, String field, FieldErrors errors) {
    FilePaths.validateMode(projected.path("defaultMode"), field + ".defaultMode", errors);
    Set<String> paths = new HashSet<>();
    Each.entry(projected.path("sources"), field + ".sources", (source, at) -> {
      for (String kind : List.of("secret", "configMap")) {
        if (source.has(kind))
          validateKeys(source.path(kind), at + "." + kind, field, paths, errors);
      }
      source.path("downwardAPI").path("items").forEach(file -> {
        validateDownwardFile(file, at + ".downwardAPI", errors);
        String path = Json.text(file, "path");
        noteFile(paths, path, path, field, errors);
      });
      if (source.has("serviceAccountToken")) {
        validateToken(source.path("serviceAccountToken"), at, field, errors);
      }
      if (source.has("clusterTrustBundle")) {
        validateBundle(source.path("clusterTrustBundle"), at + ".clusterTrustBundle", errors);
      }
      if (SOURCES.stream().filter(source::has).count() > 1) {
        errors.forbidden(at, "may not specify more than 1 volume type per source");
      }
    });
  }

  private static void validateKeys(JsonNode source, String at, String field, Set<String> paths,
      FieldErrors errors) {
    String name = Json.text(source, "name");
    if (name.isEmpty()) errors.required(at + ".name");
    Each.entry(source.path("items"), at + ".items", (item, place) -> {
      validateItem(item, place, errors);
      noteFile(paths, Json.text(item, "path"), name, field, errors);
    });
  }

  private static void noteFile(Set<String> paths, String path, String shown, String field,
      FieldErrors errors) {
    if (!path.isEmpty() && !paths.add(path)) {
      errors.invalid(field, shown, "conflicting duplicate paths");
    }
  }

  private static void validateToken(JsonNode token, String at, String field, FieldErrors errors) {
    JsonNode seconds = token.path("expirationSeconds");
    String place = at + ".serviceAccountToken.expirationSeconds";
    if (seconds.asLong(0) < SHORTEST_TOKEN_SECONDS) {
      errors.invalid(place, seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds.asLong(0) > LONGEST_TOKEN_SECONDS) {
      errors.invalid(place, seconds, "may not specify a duration larger than 2^32 seconds");
    }
    validatePath(token, field, errors);
  }

  private static void validateBundle(JsonNode bundle, String field, FieldErrors errors) {
    boolean byName = bundle.has("name");
    boolean bySigner = bundle.has("signerName");
    if (byName && bySigner) {
      errors.invalid(field, bundle, "only one of name and signerName may be used");
    } else if (!byName && !bySigner) {
      errors.required(field, "either name or signerName must be specified");
    } else if (byName && bundle.has("labelSelector")) {
      errors.invalid(field + ".labelSelector", bundle.path("labelSelector"),
          "labelSelector must be unset if name is specified");
    }
    validatePath(bundle, field, errors);
  }
}
