package kube.controlplane.apiserver.strategy.storage;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `storage.k8s.io`, by the names of the kinds.
public final class StorageStrategies {

  private StorageStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "CSIDriver" -> new CSIDriverStrategy();
      case "CSINode" -> new CSINodeStrategy();
      case "CSIStorageCapacity" -> new CSIStorageCapacityStrategy();
      case "StorageClass" -> new StorageClassStrategy();
      case "VolumeAttachment" -> new VolumeAttachmentStrategy();
      case "VolumeAttributesClass" -> new VolumeAttributesClassStrategy();
      default -> null;
    });
  }
}
