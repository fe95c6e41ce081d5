package kube.controlplane.controllermanager.attachdetach;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.StorageKinds;
import kube.foundation.api.storage.PersistentVolume;
import tools.jackson.databind.node.ObjectNode;

/// The wish that a volume is attached to a node.
///
/// @param done whether the driver says that it is
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/
record Attachment(Metadata metadata, String nodeName, String volumeName, boolean done)
    implements
      KubernetesObject {

  static final Kind<Attachment> KIND = StorageKinds.VOLUME_ATTACHMENT.readAs(Attachment::of);

  static Attachment of(Resource resource) {
    return new Attachment(resource.metadata(), Json.text(resource.tree(), "spec.nodeName"),
        Json.text(resource.tree(), "spec.source.persistentVolumeName"),
        Json.flag(resource.tree(), "status.attached"));
  }

  static ObjectNode of(PersistentVolume volume, String node) {
    ObjectNode attachment = Json.object().put("apiVersion", "storage.k8s.io/v1")
        .put("kind", "VolumeAttachment");
    attachment.putObject("metadata").put("name", name(volume, node));
    ObjectNode spec = attachment.putObject("spec").put("attacher", volume.driver())
        .put("nodeName", node);
    spec.putObject("source").put("persistentVolumeName", volume.metadata().name());
    return attachment;
  }

  /// The name follows from what is attached where, so that nobody attaches twice.
  static String name(PersistentVolume volume, String node) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(
          (volume.handle() + volume.driver() + node).getBytes(StandardCharsets.UTF_8));
      return "csi-" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
