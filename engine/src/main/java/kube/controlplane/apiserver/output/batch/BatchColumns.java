package kube.controlplane.apiserver.output.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Age;
import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.TemplateColumns;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `batch`, by the names of the kinds.
public final class BatchColumns {

  private static final List<Column> JOB = TemplateColumns.withSelector("spec", Column.ofName(),
      Column.text("Status", BatchColumns::status),
      Column.text("Completions", BatchColumns::completions),
      Column.text("Duration", BatchColumns::duration), Column.age());

  private static final List<Column> CRON_JOB = TemplateColumns.withSelector(
      "spec.jobTemplate.spec", Column.ofName(),
      Column.text("Schedule", job -> Json.text(job, "spec.schedule")),
      Column.text("Timezone", Column.orNone("spec.timeZone")),
      suspended(),
      Column.number("Active", job -> Json.at(job, "status.active").size()),
      Column.text("Last Schedule", BatchColumns::lastSchedule), Column.age());

  private BatchColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "CronJob" -> CRON_JOB;
      case "Job" -> JOB;
      default -> null;
    });
  }

  /// The column is said to hold truth values, but it holds words.
  private static Column suspended() {
    Column words = Column.text("Suspend", job -> !Json.at(job, "spec").has("suspend")
        ? "<unset>"
        : Json.flag(job, "spec.suspend") ? "True" : "False");
    return new Column(words.name(), "boolean", "", 0, words.cell());
  }

  private static String lastSchedule(JsonNode job, Instant now) {
    return Json.text(job, "status.lastScheduleTime").isEmpty()
        ? Column.NONE
        : Age.since(job, "status.lastScheduleTime", now);
  }

  private static String status(JsonNode job) {
    if (holds(job, "Complete")) return "Complete";
    if (holds(job, "Failed")) return "Failed";
    if (Json.at(job, "metadata").has("deletionTimestamp")) return "Terminating";
    if (holds(job, "Suspended")) return "Suspended";
    return holds(job, "FailureTarget") ? "FailureTarget" : "Running";
  }

  private static boolean holds(JsonNode job, String type) {
    return Json.at(job, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals(type)
            && Json.text(condition, "status").equals("True"));
  }

  private static String completions(JsonNode job) {
    int succeeded = Json.number(job, "status.succeeded", 0);
    if (Json.at(job, "spec").has("completions")) {
      return succeeded + "/" + Json.number(job, "spec.completions", 0);
    }
    int parallelism = Json.number(job, "spec.parallelism", 0);
    return succeeded + "/1" + (parallelism > 1 ? " of " + parallelism : "");
  }

  private static String duration(JsonNode job, Instant now) {
    Optional<Instant> start = Json.time(job, "status.startTime");
    Instant end = Json.time(job, "status.completionTime").orElse(now);
    return start.map(begin -> Age.of(Duration.between(begin, end))).orElse("");
  }
}
