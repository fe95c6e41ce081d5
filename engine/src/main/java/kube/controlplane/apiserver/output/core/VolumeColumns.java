package kube.controlplane.apiserver.output.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// What `kubectl get pv` and `kubectl get pvc` show.
final class VolumeColumns {

  private static final String UNSET = "<unset>";
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final List<Map.Entry<String, String>> MODES = List.of(
      Map.entry("ReadWriteOnce", "RWO"), Map.entry("ReadOnlyMany", "ROX"),
      Map.entry("ReadWriteMany", "RWX"), Map.entry("ReadWriteOncePod", "RWOP"));

  static final List<Column> OF_VOLUMES = List.of(
      Column.ofName(),
      Column.text("Capacity", volume -> Json.text(volume, "spec.capacity.storage")),
      Column.text("Access Modes", volume -> modes(Json.at(volume, "spec.accessModes"))),
      Column.text("Reclaim Policy",
          volume -> Json.text(volume, "spec.persistentVolumeReclaimPolicy")),
      Column.text("Status", VolumeColumns::phase),
      Column.text("Claim", VolumeColumns::claim),
      Column.text("StorageClass", VolumeColumns::storageClass),
      Column.text("VolumeAttributesClass", Column.or("spec.volumeAttributesClassName", UNSET)),
      Column.text("Reason", volume -> Json.text(volume, "status.reason")),
      Column.age(),
      Column.text("VolumeMode", Column.or("spec.volumeMode", UNSET)).wide());

  static final List<Column> OF_CLAIMS = List.of(
      Column.ofName(),
      Column.text("Status", VolumeColumns::phase),
      Column.text("Volume", claim -> Json.text(claim, "spec.volumeName")),
      Column.text("Capacity",
          claim -> isBound(claim) ? Json.text(claim, "status.capacity.storage") : ""),
      Column.text("Access Modes",
          claim -> isBound(claim) ? modes(Json.at(claim, "status.accessModes")) : ""),
      Column.text("StorageClass", VolumeColumns::storageClass),
      Column.text("VolumeAttributesClass", Column.or("spec.volumeAttributesClassName", UNSET)),
      Column.age(),
      Column.text("VolumeMode", Column.or("spec.volumeMode", UNSET)).wide());

  private VolumeColumns() {}

  private static boolean isBound(JsonNode claim) {
    return !Json.text(claim, "spec.volumeName").isEmpty();
  }

  private static String phase(JsonNode object) {
    return object.path("metadata").has("deletionTimestamp")
        ? "Terminating"
        : Json.text(object, "status.phase");
  }

  private static String claim(JsonNode volume) {
    JsonNode claim = Json.at(volume, "spec.claimRef");
    return claim.isMissingNode()
        ? ""
        : Json.text(claim, "namespace") + "/" + Json.text(claim, "name");
  }

  private static String storageClass(JsonNode object) {
    String old = Json.texts(object, "metadata.annotations").getOrDefault(OLD_CLASS, "");
    return old.isEmpty() ? Json.text(object, "spec.storageClassName") : old;
  }

  /// The modes in short, always in the same order.
  private static String modes(JsonNode modes) {
    List<String> there = modes.valueStream().map(mode -> mode.asString("")).toList();
    List<String> shown = new ArrayList<>();
    for (Map.Entry<String, String> mode : MODES) {
      if (there.contains(mode.getKey())) shown.add(mode.getValue());
    }
    return String.join(",", shown);
  }
}
