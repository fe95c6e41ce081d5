package kube.tools.kubectl.describe;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// What acts by itself: scheduled jobs and autoscalers.
final class AutomationText {

  private AutomationText() {}

  static void cronJob(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    JsonNode spec = object.path("spec");
    JsonNode job = Json.at(spec, "jobTemplate.spec");
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.labels(0, object).annotations(0, object);
    sheet.line("Schedule:\t" + Json.text(spec, "schedule"));
    sheet.line("Concurrency Policy:\t" + Json.text(spec, "concurrencyPolicy"));
    sheet.line("Suspend:\t" + (Json.flag(spec, "suspend") ? "True" : "False"));
    sheet.line("Successful Job History Limit:\t" + count(spec, "successfulJobsHistoryLimit", ""));
    sheet.line("Failed Job History Limit:\t" + count(spec, "failedJobsHistoryLimit", ""));
    sheet.line("Starting Deadline Seconds:\t" + count(spec, "startingDeadlineSeconds", "s"));
    sheet.line("Selector:\t" + (job.has("selector")
        ? WorkloadText.terms(job.path("selector"))
        : "<unset>"));
    sheet.line("Parallelism:\t" + count(job, "parallelism", ""));
    sheet.line("Completions:\t" + count(job, "completions", ""));
    if (job.has("activeDeadlineSeconds")) {
      sheet.line("Active Deadline Seconds:\t" + count(job, "activeDeadlineSeconds", "s"));
    }
    PodTemplateText.write(sheet, job.path("template"));
    String last = Sheet.time(object, "status.lastScheduleTime");
    sheet.line("Last Schedule Time:\t" + (last.isEmpty() ? "<unset>" : last));
    sheet.field("Active Jobs", String.join(", ",
        Json.list(object, "status.active", one -> Json.text(one, "name"))));
  }

  private static String count(JsonNode tree, String field, String unit) {
    return tree.has(field) ? Json.number(tree, field, 0) + unit : "<unset>";
  }

  static void autoscaler(Sheet sheet, Target target) {
    JsonNode object = target.manifest();
    JsonNode spec = object.path("spec");
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.labels(0, object).annotations(0, object);
    sheet.field("CreationTimestamp", Sheet.time(object, "metadata.creationTimestamp"));
    String kind = Json.text(spec, "scaleTargetRef.kind");
    sheet.line("Reference:\t" + kind + "/" + Json.text(spec, "scaleTargetRef.name"));
    sheet.line("Metrics:\t( current / target )");
    JsonNode now = Json.at(object, "status.currentMetrics");
    int at = 0;
    for (JsonNode metric : spec.path("metrics")) metric(sheet, metric, now.path(at++));
    sheet.line("Min replicas:\t" + count(spec, "minReplicas", ""));
    sheet.line("Max replicas:\t" + Json.number(spec, "maxReplicas", 0));
    if (spec.has("behavior")) {
      sheet.line("Behavior:");
      behavior(sheet, "Scale Up", Json.at(spec, "behavior.scaleUp"));
      behavior(sheet, "Scale Down", Json.at(spec, "behavior.scaleDown"));
    }
    sheet.line(kind + " pods:\t" + Json.number(object, "status.currentReplicas", 0)
        + " current / " + Json.number(object, "status.desiredReplicas", 0) + " desired");
    JsonNode conditions = Json.at(object, "status.conditions");
    if (conditions.isEmpty()) return;
    sheet.line("Conditions:").line(1, "Type\tStatus\tReason\tMessage")
        .line(1, "----\t------\t------\t-------");
    conditions.forEach(one -> sheet.line(1, String.join("\t", List.of(Json.text(one, "type"),
        Json.text(one, "status"), Json.text(one, "reason"), Json.text(one, "message")))));
  }

  private static void metric(Sheet sheet, JsonNode metric, JsonNode now) {
    String type = Json.text(metric, "type");
    String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
    JsonNode wanted = metric.path(field);
    JsonNode current = now.path(field).path("current");
    String name = wanted.has("name")
        ? Json.text(wanted, "name")
        : Json.text(wanted,
            "metric.name");
    JsonNode goal = wanted.path("target");
    switch (type) {
      case "Resource", "ContainerResource" -> {
        String what = type.equals("Resource")
            ? "resource " + name + " on pods"
            : "resource " + name + " of container \"" + Json.text(wanted, "container")
                + "\" on pods";
        sheet.line(1, goal.has("averageValue")
            ? what + ":\t" + or(current, "averageValue") + " / " + Json.text(goal, "averageValue")
            : what + "  (as a percentage of request):\t" + share(current) + " / "
                + percent(goal));
      }
      case "Pods" -> sheet.line(1, "\"" + name + "\" on pods:\t" + or(current, "averageValue")
          + " / " + Json.text(goal, "averageValue"));
      case "Object" -> sheet.line(1, "\"" + name + "\" on "
          + Json.text(wanted, "describedObject.kind") + "/"
          + Json.text(wanted, "describedObject.name") + " (target value):\t"
          + or(current, "value") + " / " + Json.text(goal, "value"));
      case "External" -> sheet.line(1, goal.has("averageValue")
          ? "\"" + name + "\" (target average value):\t" + or(current, "averageValue") + " / "
              + Json.text(goal, "averageValue")
          : "\"" + name + "\" (target value):\t" + or(current, "value") + " / "
              + Json.text(goal, "value"));
      default -> sheet.line(1, "<unknown metric type \"" + type + "\">");
    }
  }

  private static String or(JsonNode current, String field) {
    String value = Json.text(current, field);
    return value.isEmpty() ? "<unknown>" : value;
  }

  private static String share(JsonNode current) {
    if (!current.has("averageUtilization")) return "<unknown>";
    return Json.number(current, "averageUtilization", 0) + "% ("
        + Json.text(current, "averageValue") + ")";
  }

  private static String percent(JsonNode goal) {
    return goal.has("averageUtilization")
        ? Json.number(goal, "averageUtilization", 0) + "%"
        : "<auto>";
  }

  private static void behavior(Sheet sheet, String direction, JsonNode rules) {
    if (rules.isMissingNode()) return;
    sheet.line(1, direction + ":");
    if (rules.has("stabilizationWindowSeconds")) {
      sheet.line(2, "Stabilization Window: "
          + Json.number(rules, "stabilizationWindowSeconds", 0) + " seconds");
    }
    if (rules.path("policies").isEmpty()) return;
    String chosen = Json.text(rules, "selectPolicy");
    sheet.line(2, "Select Policy: " + (chosen.isEmpty() ? "Max" : chosen)).line(2, "Policies:");
    for (JsonNode policy : rules.path("policies")) {
      sheet.line(3, "- Type: " + Json.text(policy, "type") + "\tValue: "
          + Json.number(policy, "value", 0) + "\tPeriod: "
          + Json.number(policy, "periodSeconds", 0) + " seconds");
    }
  }
}
