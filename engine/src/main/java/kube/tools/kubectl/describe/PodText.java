package kube.tools.kubectl.describe;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// A Pod.
final class PodText {

  private PodText() {}

  static void write(Sheet sheet, Session session, Target target) {
    JsonNode pod = target.manifest();
    JsonNode spec = pod.path("spec");
    JsonNode status = pod.path("status");
    sheet.field("Name", target.name());
    sheet.field("Namespace", target.namespace());
    if (spec.has("priority")) {
      sheet.field("Priority", Integer.toString(Json.number(spec, "priority", 0)));
      String priority = Json.text(spec, "priorityClassName");
      if (!priority.isEmpty()) sheet.field("Priority Class Name", priority);
    }
    String runtime = Json.text(spec, "runtimeClassName");
    if (!runtime.isEmpty()) sheet.field("Runtime Class Name", runtime);
    String account = Json.text(spec, "serviceAccountName");
    if (!account.isEmpty()) sheet.field("Service Account", account);
    String node = Json.text(spec, "nodeName");
    sheet.field("Node", node.isEmpty() ? "" : node + "/" + Json.text(status, "hostIP"));
    String started = Sheet.time(status, "startTime");
    if (!started.isEmpty()) sheet.field("Start Time", started);
    sheet.labels(0, pod);
    sheet.annotations(0, pod);
    statusOf(sheet, session, pod);
    JsonNode addresses = status.path("podIPs");
    sheet.line("IP:\t" + Json.text(status, "podIP"));
    if (addresses.isEmpty()) {
      sheet.field("IPs", "");
    } else {
      sheet.line("IPs:");
      addresses.forEach(one -> sheet.line("  IP:\t" + Json.text(one, "ip")));
    }
    controlledBy(sheet, pod);
    String nominated = Json.text(status, "nominatedNodeName");
    if (!nominated.isEmpty()) sheet.field("NominatedNodeName", nominated);
    containers(sheet, spec, status);
    gates(sheet, spec, status);
    conditions(sheet, status);
    VolumesText.write(sheet, spec.path("volumes"), "");
    String quality = Json.text(status, "qosClass");
    if (!quality.isEmpty()) sheet.field("QoS Class", quality);
    sheet.pairs(0, "Node-Selectors", Json.texts(spec, "nodeSelector"), "=");
    PodTemplateText.tolerations(sheet, spec, 0);
    PodTemplateText.spread(sheet, spec, 0);
  }

  private static void statusOf(Sheet sheet, Session session, JsonNode pod) {
    var deleted = Json.time(pod, "metadata.deletionTimestamp");
    boolean over = Json.text(pod, "status.phase").matches("Failed|Succeeded");
    if (deleted.isPresent() && !over) {
      var lasts = java.time.Duration.between(deleted.get(), session.now());
      sheet.field("Status", "Terminating (lasts " + Ages.of(lasts) + ")");
      sheet.field("Termination Grace Period",
          Json.number(pod, "metadata.deletionGracePeriodSeconds", 0) + "s");
    } else {
      sheet.field("Status", Json.text(pod, "status.phase"));
    }
    String reason = Json.text(pod, "status.reason");
    String message = Json.text(pod, "status.message");
    if (!reason.isEmpty()) sheet.field("Reason", reason);
    if (!message.isEmpty()) sheet.field("Message", message);
  }

  static void controlledBy(Sheet sheet, JsonNode object) {
    for (JsonNode owner : Json.at(object, "metadata.ownerReferences")) {
      if (Json.flag(owner, "controller")) {
        sheet.field("Controlled By", Json.text(owner, "kind") + "/" + Json.text(owner, "name"));
      }
    }
  }

  private static void containers(Sheet sheet, JsonNode spec, JsonNode status) {
    ContainerText.write(sheet, "Init Containers", spec.path("initContainers"),
        status.path("initContainerStatuses"), "");
    ContainerText.write(sheet, "Containers", spec.path("containers"),
        status.path("containerStatuses"), "");
    ContainerText.write(sheet, "Ephemeral Containers", spec.path("ephemeralContainers"),
        status.path("ephemeralContainerStatuses"), "");
  }

  /// What others must say before the Pod counts as ready, and whether they have.
  private static void gates(Sheet sheet, JsonNode spec, JsonNode status) {
    if (spec.path("readinessGates").isEmpty()) return;
    sheet.line("Readiness Gates:");
    sheet.line("  Type\tStatus");
    for (JsonNode gate : spec.path("readinessGates")) {
      String type = Json.text(gate, "conditionType");
      String said = status.path("conditions").valueStream()
          .filter(condition -> Json.text(condition, "type").equals(type))
          .map(condition -> Json.text(condition, "status")).findFirst().orElse(Sheet.NONE);
      sheet.line("  " + type + " \t" + said + " ");
    }
  }

  private static void conditions(Sheet sheet, JsonNode status) {
    if (status.path("conditions").isEmpty()) return;
    sheet.line("Conditions:");
    sheet.line("  Type\tStatus");
    for (JsonNode condition : status.path("conditions")) {
      sheet.line("  " + Json.text(condition, "type") + " \t" + Json.text(condition, "status")
          + " ");
    }
  }
}
