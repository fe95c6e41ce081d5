package kube.controlplane.apiserver.strategy.pod.volume;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Every kind of volume with its rule, in the order in which the kinds are looked for.
public final class VolumeKinds {

  /// The rule of one kind.
  @FunctionalInterface
  public interface Check {
    void check(JsonNode source, String field, FieldErrors errors);
  }

  /// The kinds that a Pod may name.
  public static final Map<String, Check> OF_PODS = ofPods();

  /// The kinds that a PersistentVolume may stand for.
  public static final Map<String, Check> OF_PERSISTENT_VOLUMES = ofPersistentVolumes();

  private VolumeKinds() {}

  /// Two kinds are spelled differently in messages than in objects.
  public static String path(String field, String kind) {
    return field + "." + (kind.equals("gcePersistentDisk") ? "persistentDisk" : kind);
  }

  /// How the refusal of a second kind spells it.
  public static String pathOfSecond(String field, String kind) {
    return field + "." + switch (kind) {
      case "cephfs" -> "cephFS";
      case "downwardAPI" -> "downwarAPI";
      default -> kind;
    };
  }

  private static Map<String, Check> ofPods() {
    Map<String, Check> kinds = new LinkedHashMap<>();
    kinds.put("emptyDir", InlineRules::validateEmptyDir);
    kinds.put("hostPath", DiskRules::validateHostPath);
    kinds.put("gitRepo", (repository, field, errors) -> {
      required("repository").check(repository, field, errors);
      FilePaths.validateDescending(Json.text(repository, "directory"), field + ".directory",
          errors);
    });
    kinds.put("gcePersistentDisk", DiskRules.withPartition("pdName"));
    kinds.put("awsElasticBlockStore", DiskRules.withPartition("volumeID"));
    kinds.put("secret", ProjectedRules::validateSecret);
    kinds.put("nfs", DiskRules::validateNfs);
    kinds.put("iscsi", IscsiRules::validate);
    kinds.put("glusterfs", required("endpoints", "path"));
    kinds.put("flocker", DiskRules::validateFlocker);
    kinds.put("persistentVolumeClaim", required("claimName"));
    kinds.put("rbd", required("monitors", "image"));
    kinds.put("cinder", required("volumeID"));
    kinds.put("cephfs", required("monitors"));
    kinds.put("quobyte", DiskRules::validateQuobyte);
    kinds.put("downwardAPI", ProjectedRules::validateDownward);
    kinds.put("fc", DiskRules::validateFibreChannel);
    kinds.put("flexVolume", DiskRules::validateFlex);
    kinds.put("configMap", ProjectedRules::validateConfigMap);
    kinds.put("azureFile", required("secretName", "shareName"));
    putCommon(kinds);
    kinds.put("projected", ProjectedRules::validate);
    kinds.put("scaleIO", required("gateway", "system", "volumeName"));
    kinds.put("csi", CsiRules::validateInline);
    kinds.put("ephemeral", InlineRules::validateEphemeral);
    kinds.put("image", InlineRules::validateImage);
    return kinds;
  }

  private static void putCommon(Map<String, Check> kinds) {
    kinds.put("vsphereVolume", required("volumePath"));
    kinds.put("photonPersistentDisk", required("pdID"));
    kinds.put("portworxVolume", required("volumeID"));
    kinds.put("azureDisk", DiskRules::validateAzureDisk);
    kinds.put("storageos", required("volumeName"));
  }

  private static Map<String, Check> ofPersistentVolumes() {
    Map<String, Check> kinds = new LinkedHashMap<>();
    for (String same : List.of("hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs",
        "flocker", "nfs", "rbd", "quobyte", "cephfs", "iscsi", "cinder", "fc", "flexVolume",
        "azureFile")) {
      kinds.put(same, OF_PODS.getOrDefault(same, required()));
    }
    putCommon(kinds);
    kinds.put("scaleIO", required("gateway", "system", "volumeName"));
    kinds.put("local", (local, field, errors) -> {
      required("path").check(local, field, errors);
      FilePaths.validateNoBacksteps(Json.text(local, "path"), field + ".path", errors);
    });
    kinds.put("csi", CsiRules::validatePersistent);
    return kinds;
  }

  /// The rule of kinds of which nothing is asked but that these fields are there.
  public static Check required(String... names) {
    return (source, field, errors) -> {
      for (String name : names) {
        JsonNode value = source.path(name);
        boolean isThere = value.isContainer() ? !value.isEmpty() : !value.asString("").isEmpty();
        if (!isThere) errors.required(field + "." + name);
      }
    };
  }
}
