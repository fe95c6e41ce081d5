package kube.tools.kubectl.describe;

import java.util.List;
import java.util.Locale;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The volumes of a Pod: of which sort each is, and where it comes from.
final class VolumesText {

  private VolumesText() {}

  static void write(Sheet sheet, JsonNode volumes, String indent) {
    if (volumes.isEmpty()) {
      sheet.line(indent + "Volumes:\t" + Sheet.NONE);
      return;
    }
    sheet.line(indent + "Volumes:");
    for (JsonNode volume : volumes) {
      sheet.line(indent + " " + (indent.isEmpty() ? " " : "") + Json.text(volume, "name") + ":");
      source(sheet, volume, indent + "  ");
    }
  }

  private static void source(Sheet sheet, JsonNode volume, String indent) {
    String start = indent + "  ";
    if (volume.has("emptyDir")) {
      sheet.line(start + "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)");
      sheet.line(start + "Medium:\t" + Json.text(volume, "emptyDir.medium"));
      String limit = Json.text(volume, "emptyDir.sizeLimit");
      sheet.line(start + "SizeLimit:\t" + (limit.isEmpty() ? "<unset>" : limit));
    } else if (volume.has("configMap")) {
      sheet.line(start + "Type:\tConfigMap (a volume populated by a ConfigMap)");
      sheet.line(start + "Name:\t" + Json.text(volume, "configMap.name"));
      items(sheet, volume.path("configMap").path("items"), start);
      sheet.line(start + "Optional:\t" + Json.flag(volume, "configMap.optional"));
    } else if (volume.has("secret")) {
      sheet.line(start + "Type:\tSecret (a volume populated by a Secret)");
      sheet.line(start + "SecretName:\t" + Json.text(volume, "secret.secretName"));
      items(sheet, volume.path("secret").path("items"), start);
      sheet.line(start + "Optional:\t" + Json.flag(volume, "secret.optional"));
    } else if (volume.has("persistentVolumeClaim")) {
      sheet.line(start + "Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in"
          + " the same namespace)");
      sheet.line(start + "ClaimName:\t" + Json.text(volume, "persistentVolumeClaim.claimName"));
      sheet.line(start + "ReadOnly:\t" + Json.flag(volume, "persistentVolumeClaim.readOnly"));
    } else if (volume.has("hostPath")) {
      sheet.line(start + "Type:\tHostPath (bare host directory volume)");
      sheet.line(start + "Path:\t" + Json.text(volume, "hostPath.path"));
      sheet.line(start + "HostPathType:\t" + Json.text(volume, "hostPath.type"));
    } else if (volume.has("projected")) {
      projected(sheet, volume.path("projected").path("sources"), start);
    } else if (volume.has("image")) {
      sheet.line(start + "Type:\tImage (a container image or OCI artifact)");
      sheet.line(start + "Reference:\t" + Json.text(volume, "image.reference"));
      sheet.line(start + "PullPolicy:\t" + Json.text(volume, "image.pullPolicy"));
    } else if (volume.has("ephemeral")) {
      ephemeral(sheet, Json.at(volume, "ephemeral.volumeClaimTemplate"), start);
    } else if (volume instanceof ObjectNode object) {
      List<String> names = object.propertyNames().stream().filter(name -> !name.equals("name"))
          .toList();
      sheet.line(start + "Type:\t" + (names.isEmpty() ? "<unknown>" : names.getFirst()));
    }
  }

  /// The labels stand a little to the right of the rest, as kubectl writes them.
  private static void ephemeral(Sheet sheet, JsonNode claim, String start) {
    sheet.line(start + "Type:\tEphemeralVolume (an inline specification for a volume that gets"
        + " created and deleted with the pod)");
    sheet.line(start + "StorageClass:\t" + Json.text(claim, "spec.storageClassName"));
    sheet.line(start + "Volume:\t" + Json.text(claim, "spec.volumeName"));
    for (String pairs : List.of("Labels", "Annotations")) {
      String text = Sheet.inOneLine(
          Json.texts(claim, "metadata." + pairs.toLowerCase(Locale.ROOT)));
      sheet.line(start + pairs + ":\t" + start + (text.isEmpty() ? Sheet.NONE : text));
    }
    sheet.line(start + "Capacity:\t");
    sheet.line(start + "Access Modes:\t");
    String mode = Json.text(claim, "spec.volumeMode");
    sheet.line(start + "VolumeMode:\t" + (mode.isEmpty() ? "Filesystem" : mode));
  }

  private static void items(Sheet sheet, JsonNode items, String start) {
    items.forEach(item -> sheet.line(start + "Items:\t" + Json.text(item, "key") + " -> "
        + Json.text(item, "path")));
  }

  private static void projected(Sheet sheet, JsonNode sources, String start) {
    sheet.line(start + "Type:\tProjected (a volume that contains injected data from multiple"
        + " sources)");
    for (JsonNode source : sources) {
      if (source.has("secret")) {
        sheet.line(start + "SecretName:\t" + Json.text(source, "secret.name"));
        sheet.line(start + "Optional:\t" + Json.flag(source, "secret.optional"));
      } else if (source.has("downwardAPI")) {
        sheet.line(start + "DownwardAPI:\ttrue");
      } else if (source.has("configMap")) {
        sheet.line(start + "ConfigMapName:\t" + Json.text(source, "configMap.name"));
        sheet.line(start + "Optional:\t" + Json.flag(source, "configMap.optional"));
      } else if (source.has("serviceAccountToken")) {
        sheet.line(start + "TokenExpirationSeconds:\t"
            + Json.number(source, "serviceAccountToken.expirationSeconds", 3600));
      }
    }
  }
}
