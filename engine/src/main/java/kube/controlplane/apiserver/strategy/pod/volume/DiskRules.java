package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.List;
import java.util.Locale;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for disks and shares that are neither CSI nor iSCSI.
///
/// Most of these kinds are old; their drivers have left Kubernetes, but the API still has them.
public final class DiskRules {

  private static final List<String> HOST_PATH_TYPES = List.of("", "BlockDevice", "CharDevice",
      "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
  private static final int PARTITIONS = 255;

  private DiskRules() {}

  public static void validateHostPath(JsonNode source, String field, FieldErrors errors) {
    String path = Json.text(source, "path");
    if (path.isEmpty()) {
      errors.required(field + ".path");
      return;
    }
    FilePaths.validateNoBacksteps(path, field + ".path", errors);
    errors.oneOf(source, "type", field + ".type", HOST_PATH_TYPES);
  }

  /// A disk that is named by one field and may have partitions.
  public static VolumeKinds.Check withPartition(String name) {
    return (source, field, errors) -> {
      VolumeKinds.required(name).check(source, field, errors);
      int partition = Json.number(source, "partition", 0);
      if (partition < 0 || partition > PARTITIONS) {
        errors.invalid(field + ".partition", source.path("partition"),
            "must be between 1 and 255, inclusive");
      }
    };
  }

  public static void validateNfs(JsonNode source, String field, FieldErrors errors) {
    VolumeKinds.required("server", "path").check(source, field, errors);
    String path = Json.text(source, "path");
    if (!path.startsWith("/")) errors.invalid(field + ".path", path, "must be an absolute path");
  }

  public static void validateFlocker(JsonNode source, String field, FieldErrors errors) {
    String name = Json.text(source, "datasetName");
    String id = Json.text(source, "datasetUUID");
    if (name.isEmpty() && id.isEmpty()) {
      errors.required(field, "one of datasetName and datasetUUID is required");
    }
    if (!name.isEmpty() && !id.isEmpty()) {
      errors.invalid(field, "resource",
          "datasetName and datasetUUID can not be specified simultaneously");
    }
    if (name.contains("/")) {
      errors.invalid(field + ".datasetName", name, "must not contain '/'");
    }
  }

  public static void validateQuobyte(JsonNode source, String field, FieldErrors errors) {
    String why = "must be a host:port pair or multiple pairs separated by commas";
    String registry = Json.text(source, "registry");
    if (registry.isEmpty()) {
      errors.required(field + ".registry", why);
    } else if (Json.text(source, "tenant").length() >= 65) {
      errors.required(field + ".tenant",
          "must be a UUID and may not exceed a length of 64 characters");
    } else {
      for (String pair : registry.split(",", -1)) {
        if (!pair.contains(":")) errors.invalid(field + ".registry", registry, why);
      }
    }
    VolumeKinds.required("volume").check(source, field, errors);
  }

  public static void validateFibreChannel(JsonNode source, String field, FieldErrors errors) {
    JsonNode names = source.path("targetWWNs");
    boolean hasIds = !source.path("wwids").isEmpty();
    if (names.isEmpty() && !hasIds) {
      errors.required(field + ".targetWWNs",
          "must specify either targetWWNs or wwids, but not both");
    }
    if (names.isEmpty()) return;
    if (hasIds) {
      errors.invalid(field + ".targetWWNs", names,
          "targetWWNs and wwids can not be specified simultaneously");
    }
    if (!source.has("lun")) {
      errors.required(field + ".lun", "lun is required if targetWWNs is specified");
    }
    errors.within(source.path("lun"), 0, 255, field + ".lun");
  }

  public static void validateFlex(JsonNode source, String field, FieldErrors errors) {
    VolumeKinds.required("driver").check(source, field, errors);
    for (String option : source.path("options").propertyNames()) {
      String space = "." + option.split("/", 2)[0].toLowerCase(Locale.ROOT);
      if (space.endsWith(".kubernetes.io") || space.endsWith(".k8s.io")) {
        errors.invalid(field + ".options[" + option + "]", option,
            "kubernetes.io and k8s.io namespaces are reserved");
      }
    }
  }

  public static void validateAzureDisk(JsonNode source, String field, FieldErrors errors) {
    VolumeKinds.required("diskName", "diskURI").check(source, field, errors);
    errors.oneOf(source, "cachingMode", field + ".cachingMode",
        List.of("None", "ReadOnly", "ReadWrite"));
    errors.oneOf(source, "kind", field + ".kind", List.of("Dedicated", "Managed", "Shared"));
    String place = Json.text(source, "diskURI");
    boolean isManaged = Json.text(source, "kind").equals("Managed");
    if (isManaged && !place.startsWith("/subscriptions/")) {
      errors.notSupported(field + ".diskURI", place, List.of("/subscriptions/{sub-id}"
          + "/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"));
    } else if (!isManaged && source.has("kind") && !place.startsWith("https://")) {
      errors.notSupported(field + ".diskURI", place, List.of(
          "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
    }
  }
}
