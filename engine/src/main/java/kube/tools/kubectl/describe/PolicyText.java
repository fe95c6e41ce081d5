package kube.tools.kubectl.describe;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// What bounds others: disruption budgets, quotas, ranges, priorities.
final class PolicyText {

  private PolicyText() {}

  static void budget(Sheet sheet, Target target) {
    JsonNode budget = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    JsonNode most = Json.at(budget, "spec.maxUnavailable");
    JsonNode least = Json.at(budget, "spec.minAvailable");
    if (!least.isMissingNode()) sheet.field("Min available", plain(least));
    else if (!most.isMissingNode()) sheet.field("Max unavailable", plain(most));
    boolean hasSelector = Json.at(budget, "spec").has("selector");
    sheet.field("Selector", hasSelector ? WorkloadText.selector(budget) : "<unset>");
    sheet.line("Status:");
    sheet.line(2, "Allowed disruptions:\t" + count(budget, "disruptionsAllowed"));
    sheet.line(2, "Current:\t" + count(budget, "currentHealthy"));
    sheet.line(2, "Desired:\t" + count(budget, "desiredHealthy"));
    sheet.line(2, "Total:\t" + count(budget, "expectedPods"));
  }

  private static int count(JsonNode object, String field) {
    return Json.number(object.path("status"), field, 0);
  }

  private static String plain(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  static void quota(Sheet sheet, Target target) {
    JsonNode quota = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    List<String> scopes = Json.list(quota, "spec.scopes", scope -> scope.asString(""));
    if (!scopes.isEmpty()) sheet.field("Scopes", String.join(", ", scopes));
    sheet.line("Resource\tUsed\tHard").line("--------\t----\t----");
    Json.texts(quota, "status.hard").forEach((name, hard) -> sheet.line(name + "\t"
        + Json.at(quota, "status.used").path(name).asString("0") + "\t" + hard));
  }

  static void range(Sheet sheet, Target target) {
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.line("Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\t"
        + "Max Limit/Request Ratio");
    sheet.line("----\t--------\t---\t---\t---------------\t-------------\t"
        + "-----------------------");
    ranges(sheet, target.manifest(), "");
  }

  /// A line for every resource of every limit.
  static void ranges(Sheet sheet, JsonNode range, String indent) {
    for (JsonNode item : Json.at(range, "spec.limits")) {
      SortedSet<String> names = new TreeSet<>();
      for (String part : List.of("min", "max", "default", "defaultRequest",
          "maxLimitRequestRatio")) {
        names.addAll(Json.texts(item, part).keySet());
      }
      names.forEach(name -> sheet.line(indent + Json.text(item, "type") + "\t" + name + "\t"
          + one(item, "min", name) + "\t" + one(item, "max", name) + "\t"
          + one(item, "defaultRequest", name) + "\t" + one(item, "default", name) + "\t"
          + one(item, "maxLimitRequestRatio", name)));
    }
  }

  private static String one(JsonNode item, String part, String name) {
    return item.path(part).path(name).asString("-");
  }

  static void priority(Sheet sheet, Target target) {
    JsonNode priority = target.manifest();
    sheet.field("Name", target.name());
    sheet.line("Value:\t" + Json.number(priority, "value", 0));
    sheet.line("GlobalDefault:\t" + Json.flag(priority, "globalDefault"));
    sheet.line("PreemptionPolicy:\t" + Json.text(priority, "preemptionPolicy"));
    sheet.line("Description:\t" + Json.text(priority, "description"));
    sheet.verbatim("Annotations", Sheet.inOneLine(Json.texts(priority, "metadata.annotations")));
  }
}
