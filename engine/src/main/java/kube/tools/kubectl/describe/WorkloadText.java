package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// What makes Pods from a template: Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs.
final class WorkloadText {

  private static final String REVISION = "deployment.kubernetes.io/revision";

  private WorkloadText() {}

  static String selector(JsonNode object) {
    return terms(Json.at(object, "spec.selector"));
  }

  /// A selector in one line; empty when it chooses everything.
  static String terms(JsonNode selector) {
    List<String> terms = new ArrayList<>();
    JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
        ? selector.path("matchLabels")
        : selector;
    labels.forEachEntry((name, value) -> terms.add(name + "=" + value.asString("")));
    terms.sort(null);
    for (JsonNode one : selector.path("matchExpressions")) {
      String key = Json.text(one, "key");
      String values = "(" + String.join(",", Json.list(one, "values",
          value -> value.asString(""))) + ")";
      terms.add(switch (Json.text(one, "operator")) {
        case "In" -> key + " in " + values;
        case "NotIn" -> key + " notin " + values;
        case "Exists" -> key;
        default -> "!" + key;
      });
    }
    return String.join(",", terms);
  }

  static void deployment(Sheet sheet, Session session, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.field("CreationTimestamp", Sheet.time(object, "metadata.creationTimestamp"));
    sheet.labels(0, object).annotations(0, object).field("Selector", selector(object));
    sheet.field("Replicas", Json.number(object, "spec.replicas", 0) + " desired | "
        + Json.number(object, "status.updatedReplicas", 0) + " updated | "
        + Json.number(object, "status.replicas", 0) + " total | "
        + Json.number(object, "status.availableReplicas", 0) + " available | "
        + Json.number(object, "status.unavailableReplicas", 0) + " unavailable");
    sheet.field("StrategyType", Json.text(object, "spec.strategy.type"));
    sheet.field("MinReadySeconds",
        Integer.toString(Json.number(object, "spec.minReadySeconds", 0)));
    JsonNode rolling = Json.at(object, "spec.strategy.rollingUpdate");
    if (!rolling.isMissingNode()) {
      sheet.field("RollingUpdateStrategy", plain(rolling.path("maxUnavailable"))
          + " max unavailable, " + plain(rolling.path("maxSurge")) + " max surge");
    }
    PodTemplateText.write(sheet, Json.at(object, "spec.template"));
    conditions(sheet, object);
    replicaSets(sheet, session, target);
  }

  private static String plain(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  static void conditions(Sheet sheet, JsonNode object) {
    JsonNode conditions = Json.at(object, "status.conditions");
    if (conditions.isEmpty()) return;
    sheet.line("Conditions:");
    sheet.line("  Type\tStatus\tReason");
    sheet.line("  ----\t------\t------");
    conditions.forEach(one -> sheet.line("  " + Json.text(one, "type") + " \t"
        + Json.text(one, "status") + "\t" + Json.text(one, "reason")));
  }

  /// Conditions with their times and messages, as claims show them.
  static void detailedConditions(Sheet sheet, JsonNode object) {
    JsonNode conditions = Json.at(object, "status.conditions");
    if (conditions.isEmpty()) return;
    sheet.line("Conditions:");
    sheet.line("  Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
    sheet.line("  ----\t------\t-----------------\t------------------\t------\t-------");
    conditions.forEach(one -> sheet.line("  " + Json.text(one, "type") + " \t"
        + Json.text(one, "status") + " \t" + or(Sheet.time(one, "lastProbeTime")) + " \t"
        + or(Sheet.time(one, "lastTransitionTime")) + " \t" + Json.text(one, "reason") + " \t"
        + Json.text(one, "message")));
  }

  private static String or(String time) {
    return time.isEmpty() ? "Mon, 01 Jan 0001 00:00:00 +0000" : time;
  }

  private static void replicaSets(Sheet sheet, Session session, Target target) {
    String uid = Json.text(target.manifest(), "metadata.uid");
    String revision = Json.at(target.manifest(), "metadata.annotations").path(REVISION)
        .asString("");
    List<String> old = new ArrayList<>();
    String fresh = "";
    JsonNode sets = session.api().get(session.mapper().resource("replicasets.apps")
        .path(target.namespace())).path("items");
    for (JsonNode set : sets) {
      boolean ours = Json.at(set, "metadata.ownerReferences").valueStream()
          .anyMatch(owner -> Json.text(owner, "uid").equals(uid));
      if (!ours) continue;
      String text = Json.text(set, "metadata.name") + " ("
          + Json.number(set, "status.replicas", 0) + "/" + Json.number(set, "spec.replicas", 0)
          + " replicas created)";
      boolean current = Json.at(set, "metadata.annotations").path(REVISION).asString("")
          .equals(revision);
      if (current) fresh = text;
      else
        old.add(text);
    }
    if (fresh.isEmpty() && old.isEmpty()) return;
    sheet.field("OldReplicaSets", String.join(", ", old));
    sheet.field("NewReplicaSet", fresh);
  }

  static void replicaSet(Sheet sheet, Session session, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.field("Selector", selector(object)).labels(0, object).annotations(0, object);
    PodText.controlledBy(sheet, object);
    sheet.field("Replicas", Json.number(object, "status.replicas", 0) + " current / "
        + Json.number(object, "spec.replicas", 0) + " desired");
    sheet.field("Pods Status", podsStatus(session, target));
    PodTemplateText.write(sheet, Json.at(object, "spec.template"));
    conditions(sheet, object);
  }

  static void statefulSet(Sheet sheet, Session session, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.field("CreationTimestamp", Sheet.time(object, "metadata.creationTimestamp"));
    sheet.field("Selector", selector(object)).labels(0, object).annotations(0, object);
    sheet.field("Replicas", Json.number(object, "spec.replicas", 0) + " desired | "
        + Json.number(object, "status.replicas", 0) + " total");
    sheet.field("Update Strategy", Json.text(object, "spec.updateStrategy.type"));
    if (Json.at(object, "spec.updateStrategy.rollingUpdate").has("partition")) {
      sheet.line("  Partition:\t" + Json.number(object,
          "spec.updateStrategy.rollingUpdate.partition", 0));
    }
    sheet.field("Pods Status", podsStatus(session, target));
    PodTemplateText.write(sheet, Json.at(object, "spec.template"));
    claims(sheet, Json.at(object, "spec.volumeClaimTemplates"));
  }

  private static void claims(Sheet sheet, JsonNode claims) {
    if (claims.isEmpty()) {
      sheet.field("Volume Claims", "");
      return;
    }
    sheet.line("Volume Claims:");
    for (JsonNode claim : claims) {
      sheet.line("  Name:\t" + Json.text(claim, "metadata.name"));
      sheet.line("  StorageClass:\t" + Json.text(claim, "spec.storageClassName"));
      sheet.labels(1, claim).annotations(1, claim);
      String size = Json.text(claim, "spec.resources.requests.storage");
      sheet.line("  Capacity:\t" + (size.isEmpty() ? "<default>" : size));
      sheet.line("  Access Modes:\t[" + String.join(" ", Json.list(claim, "spec.accessModes",
          mode -> mode.asString(""))) + "]");
    }
  }

  static void daemonSet(Sheet sheet, Session session, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.field("Selector", selector(object));
    sheet.pairs(0, "Node-Selector", Json.texts(object, "spec.template.spec.nodeSelector"), "=");
    sheet.labels(0, object).annotations(0, object);
    counted(sheet, "Desired Number of Nodes Scheduled", object, "desiredNumberScheduled");
    counted(sheet, "Current Number of Nodes Scheduled", object, "currentNumberScheduled");
    counted(sheet, "Number of Nodes Scheduled with Up-to-date Pods", object,
        "updatedNumberScheduled");
    counted(sheet, "Number of Nodes Scheduled with Available Pods", object, "numberAvailable");
    counted(sheet, "Number of Nodes Misscheduled", object, "numberMisscheduled");
    sheet.field("Pods Status", podsStatus(session, target));
    PodTemplateText.write(sheet, Json.at(object, "spec.template"));
  }

  /// One blank and no column: kubectl writes these names as running text.
  private static void counted(Sheet sheet, String name, JsonNode object, String field) {
    sheet.line(name + ": " + count(object, field));
  }

  private static String count(JsonNode object, String field) {
    return Integer.toString(Json.number(object.path("status"), field, 0));
  }

  static void job(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.field("Selector", selector(object)).labels(0, object).annotations(0, object);
    PodText.controlledBy(sheet, object);
    JsonNode spec = object.path("spec");
    if (spec.has("parallelism")) {
      sheet.field("Parallelism", Integer.toString(Json.number(spec, "parallelism", 1)));
    }
    sheet.field("Completions", spec.has("completions")
        ? Integer.toString(Json.number(spec, "completions", 1))
        : "<unset>");
    sheet.field("Completion Mode", Json.text(spec, "completionMode"));
    sheet.field("Suspend", Boolean.toString(Json.flag(spec, "suspend")));
    sheet.field("Backoff Limit", Integer.toString(Json.number(spec, "backoffLimit", 6)));
    if (spec.has("ttlSecondsAfterFinished")) {
      sheet.field("TTL Seconds After Finished",
          Integer.toString(Json.number(spec, "ttlSecondsAfterFinished", 0)));
    }
    String started = Sheet.time(object, "status.startTime");
    if (!started.isEmpty()) sheet.field("Start Time", started);
    String ended = Sheet.time(object, "status.completionTime");
    if (!ended.isEmpty()) sheet.field("Completed At", ended);
    Json.time(object, "status.completionTime").ifPresent(end -> Json
        .time(object, "status.startTime").ifPresent(start -> sheet.field("Duration",
            Ages.of(java.time.Duration.between(start, end)))));
    if (spec.has("activeDeadlineSeconds")) {
      sheet.field("Active Deadline Seconds",
          Json.number(spec, "activeDeadlineSeconds", 0) + "s");
    }
    sheet.field("Pods Statuses", count(object, "active") + " Active"
        + (object.path("status").has("ready") ? " (" + count(object, "ready") + " Ready)" : "")
        + " / " + count(object, "succeeded") + " Succeeded / "
        + count(object, "failed") + " Failed");
    if (Json.text(spec, "completionMode").equals("Indexed")) {
      sheet.field("Completed Indexes", Json.text(object, "status.completedIndexes"));
    }
    PodTemplateText.write(sheet, Json.at(object, "spec.template"));
  }

  static String podsStatus(Session session, Target target) {
    LabelSelector selector = LabelSelector.of(Json.at(target.manifest(), "spec.selector"));
    String uid = Json.text(target.manifest(), "metadata.uid");
    int running = 0;
    int waiting = 0;
    int succeeded = 0;
    int failed = 0;
    JsonNode pods = session.api().get(session.mapper().resource("pods").path(target.namespace()))
        .path("items");
    for (JsonNode pod : pods) {
      boolean ours = selector.matches(Json.texts(pod, "metadata.labels"))
          && Json.at(pod, "metadata.ownerReferences").valueStream()
              .anyMatch(owner -> Json.text(owner, "uid").equals(uid));
      if (!ours) continue;
      switch (Json.text(pod, "status.phase")) {
        case "Running" -> running++;
        case "Pending" -> waiting++;
        case "Succeeded" -> succeeded++;
        case "Failed" -> failed++;
        default -> {}
      }
    }
    return running + " Running / " + waiting + " Waiting / " + succeeded + " Succeeded / "
        + failed + " Failed";
  }
}
