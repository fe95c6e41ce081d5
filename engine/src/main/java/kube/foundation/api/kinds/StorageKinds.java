package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;

/// The kinds behind volumes and devices: `storage.k8s.io` and `resource.k8s.io`.
public final class StorageKinds {

  public static final Kind<AnyObject> CSI_DRIVER = storage("CSIDriver", "csidrivers")
      .clusterScoped();

  public static final Kind<AnyObject> CSI_NODE = storage("CSINode", "csinodes").clusterScoped();

  public static final Kind<AnyObject> CSI_STORAGE_CAPACITY = storage("CSIStorageCapacity",
      "csistoragecapacities");

  public static final Kind<AnyObject> STORAGE_CLASS = storage("StorageClass", "storageclasses")
      .withShortNames("sc").clusterScoped();

  public static final Kind<AnyObject> VOLUME_ATTACHMENT = storage("VolumeAttachment",
      "volumeattachments").clusterScoped().withPart("status");

  public static final Kind<AnyObject> VOLUME_ATTRIBUTES_CLASS = storage("VolumeAttributesClass",
      "volumeattributesclasses").withShortNames("vac").clusterScoped();

  public static final List<Kind<?>> STORAGE = List.of(CSI_DRIVER, CSI_NODE, CSI_STORAGE_CAPACITY,
      STORAGE_CLASS, VOLUME_ATTACHMENT, VOLUME_ATTRIBUTES_CLASS);

  public static final Kind<AnyObject> DEVICE_CLASS = resource("DeviceClass", "deviceclasses")
      .clusterScoped();

  public static final Kind<AnyObject> RESOURCE_CLAIM = resource("ResourceClaim", "resourceclaims")
      .withPart("status");

  public static final Kind<AnyObject> RESOURCE_CLAIM_TEMPLATE = resource("ResourceClaimTemplate",
      "resourceclaimtemplates");

  public static final Kind<AnyObject> RESOURCE_SLICE = resource("ResourceSlice", "resourceslices")
      .clusterScoped();

  public static final List<Kind<?>> RESOURCES = List.of(DEVICE_CLASS, RESOURCE_CLAIM,
      RESOURCE_CLAIM_TEMPLATE, RESOURCE_SLICE);

  private StorageKinds() {}

  private static Kind<AnyObject> storage(String name, String plural) {
    return Kind.of("storage.k8s.io", "v1", name, plural);
  }

  private static Kind<AnyObject> resource(String name, String plural) {
    return Kind.of("resource.k8s.io", "v1", name, plural);
  }
}
