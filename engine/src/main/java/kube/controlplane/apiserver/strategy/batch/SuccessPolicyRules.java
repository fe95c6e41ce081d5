package kube.controlplane.apiserver.strategy.batch;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Field;

/// The rules for when an indexed Job has succeeded before all of its indexes have.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
final class SuccessPolicyRules {

  private static final int RULES_AT_MOST = 20;

  private SuccessPolicyRules() {}

  static void validate(Field spec) {
    Field rules = spec.at("successPolicy").at("rules");
    if (rules.isEmpty()) {
      rules.required("at least one rules must be specified when the successPolicy is specified");
    }
    rules.mustHaveAtMost(RULES_AT_MOST);
    long completions = spec.at("completions").number();
    rules.elements().forEach(rule -> validateRule(rule, completions));
  }

  private static void validateRule(Field rule, long completions) {
    Field count = rule.at("succeededCount");
    Field indexes = rule.at("succeededIndexes");
    if (!count.isPresent() && !indexes.isPresent()) {
      rule.required("at least one of succeededCount or succeededIndexes must be specified");
    }
    long named = 0;
    if (indexes.isPresent()) {
      Optional<String> fault = JobRules.faultOfIndexes(indexes.text(), completions);
      fault.ifPresent(why -> indexes.invalid("error parsing succeededIndexes: " + why));
      if (fault.isEmpty()) named = JobRules.countOfIndexes(indexes.text());
    }
    if (!count.isPresent()) return;
    count.mustNotBeNegative();
    if (count.number() > completions) {
      count.invalid("must be less than or equal to " + completions
          + " (the number of specified completions)");
    }
    if (indexes.isPresent() && count.number() > named) {
      count.invalid("must be less than or equal to " + named
          + " (the number of indexes in the specified succeededIndexes field)");
    }
  }
}
