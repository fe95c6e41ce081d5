package kube.controlplane.apiserver.strategy.pod.volume;

import static kube.controlplane.apiserver.strategy.Defaults.put;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.PullPolicies;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a volume's wish says when its author does not. A volume of no kind is an empty directory.
public final class VolumeDefaults {

  private static final List<String> FILES = List.of("secret", "configMap", "downwardAPI",
      "projected");
  /// 0644 in octal: all may read, the owner may write.
  private static final int FILE_MODE = 420;
  private static final int TOKEN_SECONDS = 3600;

  private VolumeDefaults() {}

  public static void fill(ObjectNode volume) {
    if (volume.size() == 1 && volume.has("name")) volume.putObject("emptyDir");
    for (String kind : FILES) {
      if (volume.path(kind) instanceof ObjectNode files) put(files, "defaultMode", FILE_MODE);
    }
    fillItems(volume.path("downwardAPI"));
    Each.object(volume.path("projected").path("sources"), VolumeDefaults::fillProjection);
    if (volume.path("emptyDir") instanceof ObjectNode directory && directory.has("sizeLimit")) {
      directory.set("sizeLimit", Quantities.canonical(directory.get("sizeLimit")));
    }
    if (volume.path("image") instanceof ObjectNode image) {
      put(image, "pullPolicy", PullPolicies.of(Json.text(image, "reference")));
    }
    if (volume.path("ephemeral").path("volumeClaimTemplate") instanceof ObjectNode template) {
      ObjectNode claim = template.withObject("spec");
      put(claim, "volumeMode", "Filesystem");
      Defaults.canonicalize(claim.path("resources"));
    }
    fillSource(volume);
  }

  /// Fills the kinds of storage that Pods and PersistentVolumes can both name.
  public static void fillSource(ObjectNode volume) {
    if (volume.path("hostPath") instanceof ObjectNode path && !path.has("type")) {
      path.put("type", "");
    }
    if (volume.path("iscsi") instanceof ObjectNode disk) put(disk, "iscsiInterface", "default");
    if (volume.path("rbd") instanceof ObjectNode disk) {
      put(disk, "pool", "rbd");
      put(disk, "user", "admin");
      put(disk, "keyring", "/etc/ceph/keyring");
    }
    if (volume.path("azureDisk") instanceof ObjectNode disk) {
      put(disk, "cachingMode", "ReadWrite");
      put(disk, "fsType", "ext4");
      put(disk, "kind", "Shared");
      if (!disk.has("readOnly")) disk.put("readOnly", false);
    }
    if (volume.path("scaleIO") instanceof ObjectNode disk) {
      put(disk, "fsType", "xfs");
      put(disk, "storageMode", "ThinProvisioned");
    }
  }

  private static void fillProjection(ObjectNode source) {
    fillItems(source.path("downwardAPI"));
    if (source.path("serviceAccountToken") instanceof ObjectNode token) {
      put(token, "expirationSeconds", TOKEN_SECONDS);
    }
  }

  private static void fillItems(JsonNode downward) {
    Each.object(downward.path("items"), item -> {
      if (item.path("fieldRef") instanceof ObjectNode reference) put(reference, "apiVersion", "v1");
      if (item.path("resourceFieldRef") instanceof ObjectNode reference) {
        put(reference, "divisor", "0");
      }
    });
  }
}
