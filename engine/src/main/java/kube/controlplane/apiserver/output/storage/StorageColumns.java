package kube.controlplane.apiserver.output.storage;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `storage.k8s.io`, by the names of the kinds.
public final class StorageColumns {

  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final String OLD_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";

  private static final List<Column> STORAGE_CLASS = List.of(nameOfClass(),
      Column.text("Provisioner", found -> Json.text(found, "provisioner")),
      Column.text("ReclaimPolicy", Column.or("reclaimPolicy", "Delete")),
      Column.text("VolumeBindingMode", Column.or("volumeBindingMode", "Immediate")),
      truth("AllowVolumeExpansion", "allowVolumeExpansion"), Column.age());

  private static final List<Column> ATTRIBUTES_CLASS = List.of(Column.ofName(),
      Column.text("DriverName", found -> Json.text(found, "driverName")), Column.age());

  private static final List<Column> ATTACHMENT = List.of(Column.ofName(),
      Column.text("Attacher", attachment -> Json.text(attachment, "spec.attacher")),
      Column.text("PV", attachment -> Json.text(attachment,
          "spec.source.persistentVolumeName")),
      Column.text("Node", attachment -> Json.text(attachment, "spec.nodeName")),
      Column.flag("Attached", "status.attached"), Column.age());

  private static final List<Column> DRIVER = List.of(Column.ofName(),
      Column.flag("AttachRequired", "spec.attachRequired"),
      Column.flag("PodInfoOnMount", "spec.podInfoOnMount"),
      Column.flag("StorageCapacity", "spec.storageCapacity"),
      Column.text("TokenRequests", StorageColumns::audiences),
      Column.flag("RequiresRepublish", "spec.requiresRepublish"),
      Column.text("Modes", StorageColumns::modes), Column.age());

  private static final List<Column> NODE = List.of(Column.ofName(),
      Column.number("Drivers", node -> Json.at(node, "spec.drivers").size()), Column.age());

  private static final List<Column> CAPACITY = List.of(Column.ofName(),
      Column.text("StorageClassName", room -> Json.text(room, "storageClassName")),
      Column.text("Capacity", Column.or("capacity", "<unset>")));

  private StorageColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "CSIDriver" -> DRIVER;
      case "CSINode" -> NODE;
      case "CSIStorageCapacity" -> CAPACITY;
      case "StorageClass" -> STORAGE_CLASS;
      case "VolumeAttachment" -> ATTACHMENT;
      case "VolumeAttributesClass" -> ATTRIBUTES_CLASS;
      default -> null;
    });
  }

  /// The class that is taken where none is named says so behind its name.
  private static Column nameOfClass() {
    Column named = Column.text("Name", found -> {
      JsonNode notes = Json.at(found, "metadata.annotations");
      boolean isDefault = notes.path(DEFAULT).asString("").equals("true")
          || notes.path(OLD_DEFAULT).asString("").equals("true");
      return Json.text(found, "metadata.name") + (isDefault ? " (default)" : "");
    });
    return new Column("Name", "string", "name", 0, named.cell());
  }

  private static Column truth(String name, String path) {
    return new Column(name, "string", "", 0, Column.flag(name, path).cell());
  }

  private static String audiences(JsonNode driver) {
    return Json.at(driver, "spec").has("tokenRequests")
        ? String.join(",", Json.list(driver, "spec.tokenRequests",
            request -> Json.text(request, "audience")))
        : "<unset>";
  }

  private static String modes(JsonNode driver) {
    List<String> modes = Json.list(driver, "spec.volumeLifecycleModes",
        mode -> mode.asString(""));
    return modes.isEmpty() ? Column.NONE : String.join(",", modes);
  }
}
