package kube.controlplane.apiserver.strategy.batch;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.template.PodTemplates;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules for a Job's wish, in Jobs and in the templates of CronJobs alike.
///
/// **In Kubernetes:**
/// [batch/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/batch/validation/validation.go)
final class JobRules {

  private static final int PODS_AT_ONCE_AT_MOST = 100_000;
  private static final int MANY_COMPLETIONS = 100_000;
  private static final int LIMIT_FOR_MANY = 10_000;

  private JobRules() {}

  /// A failure policy means conditions that are `True`, where it does not say so.
  static void setFailurePolicyDefaults(ObjectNode spec) {
    Defaults.each(spec.path("podFailurePolicy").path("rules"),
        rule -> Defaults.each(rule.path("onPodConditions"),
            pattern -> Defaults.put(pattern, "status", "True")));
  }

  static void validate(Field spec) {
    for (String count : List.of("parallelism", "completions", "activeDeadlineSeconds",
        "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes")) {
      spec.at(count).mustNotBeNegative();
    }
    if (spec.at("maxFailedIndexes").isPresent() && !spec.at("backoffLimitPerIndex").isPresent()) {
      spec.at("backoffLimitPerIndex").required("when maxFailedIndexes is specified");
    }
    validateManager(spec.at("managedBy"));
    Field mode = spec.at("completionMode");
    mode.mustBeOneOf(List.of("NonIndexed", "Indexed"));
    boolean isIndexed = mode.text().equals("Indexed");
    if (isIndexed) validateIndexed(spec);
    if (mode.isEmpty() || mode.text().equals("NonIndexed")) {
      for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
        if (spec.at(field).isPresent()) spec.at(field).invalid("requires indexed completion mode");
      }
    }
    if (spec.at("podFailurePolicy").isPresent()) PodFailurePolicyRules.validate(spec);
    if (spec.at("successPolicy").isPresent()) {
      if (isIndexed) {
        SuccessPolicyRules.validate(spec);
      } else {
        spec.at("successPolicy").invalid("requires indexed completion mode");
      }
    }
    spec.at("podReplacementPolicy").mustBeOneOf(spec.at("podFailurePolicy").isPresent()
        ? List.of("Failed")
        : List.of("Failed", "TerminatingOrFailed"));
    PodTemplates.validate(spec.at("template"));
    validateRestartPolicy(spec);
  }

  private static void validateManager(Field managedBy) {
    managedBy.mustHaveForm(Forms.DOMAIN_PREFIXED_PATH);
    if (managedBy.text().length() > 63) managedBy.errors().tooLong(managedBy.path(), 63);
  }

  private static void validateIndexed(Field spec) {
    Field completions = spec.at("completions");
    Field parallelism = spec.at("parallelism");
    Field failed = spec.at("maxFailedIndexes");
    if (!completions.isPresent()) completions.required("when completion mode is Indexed");
    atMost(parallelism, PODS_AT_ONCE_AT_MOST, " when completion mode is Indexed");
    if (completions.isPresent() && failed.number() > completions.number()) {
      failed.invalid("must be less than or equal to completions");
    }
    atMost(failed, PODS_AT_ONCE_AT_MOST, "");
    boolean isLarge = completions.number() > MANY_COMPLETIONS
        && spec.at("backoffLimitPerIndex").isPresent();
    if (!isLarge) return;
    if (!failed.isPresent()) {
      failed.required("must be specified when completions is above " + MANY_COMPLETIONS);
    }
    String when = " when completions are above " + MANY_COMPLETIONS
        + " and used with backoff limit per index";
    atMost(parallelism, LIMIT_FOR_MANY, when);
    atMost(failed, LIMIT_FOR_MANY, when);
  }

  private static void atMost(Field field, int most, String when) {
    if (field.number() > most) field.invalid("must be less than or equal to " + most + when);
  }

  private static void validateRestartPolicy(Field spec) {
    if (!spec.at("template").isPresent()) return;
    Field policy = spec.at("template").at("spec").at("restartPolicy");
    switch (policy.text()) {
      case "Always", "" -> policy.required("valid values: \"OnFailure\", \"Never\"");
      case "OnFailure" -> {
        if (spec.at("podFailurePolicy").isPresent()) {
          policy.invalid("only \"Never\" is supported when podFailurePolicy is specified");
        }
      }
      case "Never" -> {}
      default -> policy.mustBeOneOf(List.of("OnFailure", "Never"));
    }
  }

  /// Reads indexes such as `0,2-4`; a fault when they do not rise or leave the range.
  static Optional<String> faultOfIndexes(String text, long completions) {
    long last = -1;
    if (text.isEmpty()) return Optional.empty();
    for (String interval : text.split(",", -1)) {
      String[] ends = interval.split("-", -1);
      if (ends.length > 2) {
        return Optional.of("the fragment \"" + interval + "\" violates the requirement that an"
            + " index interval can have at most two parts separated by '-'");
      }
      for (String end : ends) {
        if (!end.matches("\\d{1,9}")) {
          return Optional.of("cannot convert string to integer for index: \"" + end + "\"");
        }
        if (Long.parseLong(end) >= completions) {
          return Optional.of("too large index: \"" + end + "\"");
        }
        long index = Long.parseLong(end);
        if (index <= last) {
          return Optional.of("non-increasing order, previous: " + last + ", current: " + index);
        }
        last = index;
      }
    }
    return Optional.empty();
  }

  /// How many indexes the text names, which is known to be sound.
  static long countOfIndexes(String text) {
    if (text.isEmpty()) return 0;
    long count = 0;
    for (String interval : text.split(",")) {
      String[] ends = interval.split("-");
      count += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
    }
    return count;
  }

  /// Whether the condition is there and holds.
  static boolean holds(JsonNode job, String condition) {
    return job.path("status").path("conditions").valueStream()
        .anyMatch(one -> one.path("type").asString("").equals(condition)
            && one.path("status").asString("").equals("True"));
  }
}
