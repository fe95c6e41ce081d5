package kube.controlplane.apiserver.strategy.batch;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for what a controller may report of a Job: an end is final and complete.
///
/// **Leaves out** the comparison of completed with failed indexes.
///
/// **In Kubernetes:** `validateJobStatus`,
/// [batch/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/batch/validation/validation.go)
final class JobStatusRules {

  private JobStatusRules() {}

  static void validate(Field job, JsonNode old) {
    Field status = job.at("status");
    for (String count : List.of("active", "succeeded", "failed", "ready", "terminating")) {
      status.at(count).mustNotBeNegative();
    }
    validateConditions(job, old);
    validateTimes(job, old);
    validateCounts(job, old);
  }

  private static void validateConditions(Field job, JsonNode old) {
    boolean complete = JobRules.holds(job.value(), "Complete");
    boolean failed = JobRules.holds(job.value(), "Failed");
    boolean failing = JobRules.holds(job.value(), "FailureTarget");
    boolean succeeding = JobRules.holds(job.value(), "SuccessCriteriaMet");
    note(job, complete && failed, "cannot set Complete=True and Failed=true conditions");
    note(job, complete && failing, "cannot set Complete=True and FailureTarget=true conditions");
    note(job, failed && !failing,
        "cannot set Failed=True condition without the FailureTarget=true condition");
    note(job, complete && !succeeding,
        "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
    note(job, succeeding && failed,
        "cannot set SuccessCriteriaMet=True and Failed=true conditions");
    note(job, succeeding && failing,
        "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
    for (String type : List.of("Failed", "Complete", "FailureTarget")) {
      note(job, JobRules.holds(old, type) && !JobRules.holds(job.value(), type),
          "cannot disable the terminal " + type + "=True condition");
    }
    note(job, JobRules.holds(old, "SuccessCriteriaMet") && !succeeding,
        "cannot disable the SuccessCriteriaMet=True condition");
  }

  private static void note(Field job, boolean isWrong, String why) {
    if (isWrong) job.errors().invalid("status.conditions", why);
  }

  private static void validateTimes(Field job, JsonNode old) {
    boolean complete = JobRules.holds(job.value(), "Complete");
    boolean finished = complete || JobRules.holds(job.value(), "Failed");
    Field end = job.at("status").at("completionTime");
    Field start = job.at("status").at("startTime");
    if (end.isPresent() && !complete) {
      end.invalid("cannot set completionTime when there is no Complete=True condition");
    }
    if (!end.isPresent() && complete) {
      end.required("completionTime is required for Complete jobs");
    }
    if (end.isPresent() && start.isPresent() && end.text().compareTo(start.text()) < 0) {
      end.invalid("completionTime cannot be set before startTime");
    }
    if (!start.isPresent() && finished) start.required("startTime is required for finished job");
    String ended = Json.text(old, "status.completionTime");
    if (end.isPresent() && !ended.isEmpty() && !ended.equals(end.text())) {
      end.invalid("completionTime cannot be mutated");
    }
    String started = Json.text(old, "status.startTime");
    if (!started.isEmpty() && !started.equals(start.text())
        && !Json.flag(job.value(), "spec.suspend")) {
      start.required("startTime cannot be removed for unsuspended job");
    }
  }

  private static void validateCounts(Field job, JsonNode old) {
    Field status = job.at("status");
    boolean finished = JobRules.holds(job.value(), "Complete")
        || JobRules.holds(job.value(), "Failed");
    if (finished && status.at("active").number() > 0) {
      status.at("active").invalid("active>0 is invalid for finished job");
    }
    if (finished && status.at("terminating").number() > 0) {
      status.at("terminating").invalid("terminating>0 is invalid for finished job");
    }
    if (status.at("ready").number() > status.at("active").number()) {
      status.at("ready").invalid("cannot set more ready pods than active");
    }
    for (String counter : List.of("failed", "succeeded")) {
      if (status.at(counter).number() < Json.number(old, "status." + counter, 0)) {
        status.at(counter).invalid("cannot decrease the " + counter + " counter");
      }
    }
    Field completed = status.at("completedIndexes");
    boolean isIndexed = Json.text(job.value(), "spec.completionMode").equals("Indexed");
    if (!completed.isEmpty() && !isIndexed) {
      completed.invalid(
          "cannot set non-empty completedIndexes when non-indexed completion mode");
    }
    if (isIndexed) {
      JobRules.faultOfIndexes(completed.text(), Json.number(job.value(), "spec.completions", 0))
          .ifPresent(why -> completed.invalid("error parsing completedIndexes: " + why));
    }
  }
}
