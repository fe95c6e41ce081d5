package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// Volumes, claims for them, and the classes they come from.
final class StorageText {

  private static final Map<String, String> MODES = Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany",
      "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

  private StorageText() {}

  static void volume(Sheet sheet, Session session, Target target) {
    JsonNode volume = target.manifest();
    JsonNode spec = volume.path("spec");
    sheet.field("Name", target.name()).labels(0, volume).annotations(0, volume);
    finalizers(sheet, volume);
    sheet.line("StorageClass:\t" + Json.text(spec, "storageClassName"));
    sheet.line("Status:\t" + status(session, volume));
    sheet.line("Claim:\t" + (spec.has("claimRef")
        ? Json.text(spec, "claimRef.namespace") + "/" + Json.text(spec, "claimRef.name")
        : ""));
    sheet.line("Reclaim Policy:\t" + Json.text(spec, "persistentVolumeReclaimPolicy"));
    sheet.line("Access Modes:\t" + modes(spec));
    if (spec.has("volumeMode")) sheet.line("VolumeMode:\t" + Json.text(spec, "volumeMode"));
    sheet.line("Capacity:\t" + Json.text(spec, "capacity.storage"));
    affinity(sheet, Json.at(spec, "nodeAffinity.required.nodeSelectorTerms"));
    sheet.line("Message:\t" + Json.text(volume, "status.message"));
    sheet.line("Source:");
    source(sheet, spec);
  }

  private static void finalizers(Sheet sheet, JsonNode object) {
    sheet.line("Finalizers:\t[" + String.join(" ", Json.list(object, "metadata.finalizers",
        one -> one.asString(""))) + "]");
  }

  private static String status(Session session, JsonNode object) {
    return Json.time(object, "metadata.deletionTimestamp")
        .map(when -> "Terminating (lasts " + Ages.of(java.time.Duration.between(when,
            session.now())) + ")")
        .orElseGet(() -> Json.text(object, "status.phase"));
  }

  private static String modes(JsonNode tree) {
    return String.join(",", Json.list(tree, "accessModes",
        mode -> MODES.getOrDefault(mode.asString(""), mode.asString(""))));
  }

  private static void affinity(Sheet sheet, JsonNode terms) {
    if (terms.isEmpty()) {
      sheet.field("Node Affinity", "");
      return;
    }
    sheet.line("Node Affinity:\t").line(1, "Required Terms:\t");
    int at = 0;
    for (JsonNode term : terms) {
      String start = "Term " + at++ + ":";
      for (JsonNode one : term.path("matchExpressions")) {
        String operator = Json.text(one, "operator");
        String values = one.path("values").isEmpty()
            ? ""
            : " [" + String.join(", ", Json.list(one, "values", value -> value.asString("")))
                + "]";
        sheet.line(2, start + "\t" + Json.text(one, "key") + " "
            + operator.toLowerCase(java.util.Locale.ROOT) + values);
        start = "";
      }
    }
  }

  private static void source(Sheet sheet, JsonNode spec) {
    if (spec.has("hostPath")) {
      sheet.line(2, "Type:\tHostPath (bare host directory volume)");
      sheet.line(2, "Path:\t" + Json.text(spec, "hostPath.path"));
      sheet.line(2, "HostPathType:\t" + Json.text(spec, "hostPath.type"));
    } else if (spec.has("local")) {
      sheet.line(2, "Type:\tLocalVolume (a persistent volume backed by local storage on a node)");
      sheet.line(2, "Path:\t" + Json.text(spec, "local.path"));
    } else if (spec.has("nfs")) {
      sheet.line(2, "Type:\tNFS (an NFS mount that lasts the lifetime of a pod)");
      sheet.line(2, "Server:\t" + Json.text(spec, "nfs.server"));
      sheet.line(2, "Path:\t" + Json.text(spec, "nfs.path"));
      sheet.line(2, "ReadOnly:\t" + Json.flag(spec, "nfs.readOnly"));
    } else if (spec.has("csi")) {
      sheet.line(2, "Type:\tCSI (a Container Storage Interface (CSI) volume source)");
      sheet.line(2, "Driver:\t" + Json.text(spec, "csi.driver"));
      sheet.line(2, "FSType:\t" + Json.text(spec, "csi.fsType"));
      sheet.line(2, "VolumeHandle:\t" + Json.text(spec, "csi.volumeHandle"));
      sheet.line(2, "ReadOnly:\t" + Json.flag(spec, "csi.readOnly"));
      Map<String, String> attributes = Json.texts(spec, "csi.volumeAttributes");
      sheet.pairs(2, "VolumeAttributes", attributes, "=");
    } else {
      sheet.line("<unknown>");
    }
  }

  static void claim(Sheet sheet, Session session, Target target) {
    JsonNode claim = target.manifest();
    JsonNode spec = claim.path("spec");
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.line("StorageClass:\t" + Json.text(spec, "storageClassName"));
    sheet.line("Status:\t" + status(session, claim));
    sheet.line("Volume:\t" + Json.text(spec, "volumeName"));
    sheet.labels(0, claim).annotations(0, claim);
    finalizers(sheet, claim);
    boolean isBound = !Json.text(spec, "volumeName").isEmpty();
    sheet.line("Capacity:\t" + (isBound ? Json.text(claim, "status.capacity.storage") : ""));
    sheet.line("Access Modes:\t" + (isBound ? modes(claim.path("status")) : ""));
    if (spec.has("volumeMode")) sheet.line("VolumeMode:\t" + Json.text(spec, "volumeMode"));
    if (spec.has("dataSource")) {
      sheet.line("DataSource:");
      if (!Json.text(spec, "dataSource.apiGroup").isEmpty()) {
        sheet.line(1, "APIGroup:\t" + Json.text(spec, "dataSource.apiGroup"));
      }
      sheet.line(1, "Kind:\t" + Json.text(spec, "dataSource.kind"));
      sheet.line(1, "Name:\t" + Json.text(spec, "dataSource.name"));
    }
    usedBy(sheet, session, target);
    WorkloadText.detailedConditions(sheet, claim);
  }

  private static void usedBy(Sheet sheet, Session session, Target target) {
    List<String> users = new ArrayList<>();
    for (JsonNode pod : session.api().get(session.mapper().resource("pods")
        .path(target.namespace())).path("items")) {
      boolean uses = Json.at(pod, "spec.volumes").valueStream()
          .anyMatch(volume -> Json.text(volume, "persistentVolumeClaim.claimName")
              .equals(target.name()));
      if (uses) users.add(Json.text(pod, "metadata.name"));
    }
    String start = "Used By:";
    if (users.isEmpty()) sheet.field("Used By", "");
    for (String user : users) {
      sheet.line(start + "\t" + user);
      start = "";
    }
  }

  static void storageClass(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    Map<String, String> annotations = Json.texts(object, "metadata.annotations");
    boolean isDefault = annotations.getOrDefault("storageclass.kubernetes.io/is-default-class",
        "").equals("true");
    sheet.field("Name", target.name()).field("IsDefaultClass", isDefault ? "Yes" : "No");
    sheet.verbatim("Annotations", Sheet.inOneLine(annotations));
    sheet.line("Provisioner:\t" + Json.text(object, "provisioner"));
    sheet.field("Parameters", Sheet.inOneLine(Json.texts(object, "parameters")));
    sheet.line("AllowVolumeExpansion:\t" + (object.has("allowVolumeExpansion")
        ? Json.flag(object, "allowVolumeExpansion") ? "True" : "False"
        : "<unset>"));
    List<String> options = Json.list(object, "mountOptions", one -> one.asString(""));
    if (options.isEmpty()) sheet.field("MountOptions", "");
    else
      sheet.line("MountOptions:").lines(1, options);
    if (object.has("reclaimPolicy")) {
      sheet.line("ReclaimPolicy:\t" + Json.text(object, "reclaimPolicy"));
    }
    if (object.has("volumeBindingMode")) {
      sheet.line("VolumeBindingMode:\t" + Json.text(object, "volumeBindingMode"));
    }
  }
}
