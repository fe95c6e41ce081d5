package kube.controlplane.controllermanager.job;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.Job;

/// What a Job's own rules say of one failed Pod: the first that matches decides.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
record FailurePolicy(String action, String message) {

  /// What happens where no rule matches.
  private static final FailurePolicy COUNT = new FailurePolicy("Count", "");

  static FailurePolicy of(Job job, JobPod pod) {
    List<FailureRule> rules = job.failureRules();
    if (!pod.phase().equals("Failed")) return COUNT;
    for (int number = 0; number < rules.size(); number++) {
      FailureRule rule = rules.get(number);
      Optional<String> match = byExit(rule, pod).or(() -> byCondition(rule, pod));
      if (match.isPresent()) {
        return new FailurePolicy(rule.action(), match.get() + " matching " + rule.action()
            + " rule at index " + number);
      }
    }
    return COUNT;
  }

  private static Optional<String> byExit(FailureRule rule, JobPod pod) {
    return rule.exitCodes().flatMap(wanted -> pod.exits().stream()
        .filter(exit -> wanted.container().isEmpty()
            || wanted.container().equals(exit.container()))
        .filter(exit -> wanted.codes().contains(exit.code()) == wanted.in())
        .map(exit -> "Container " + exit.container() + " for pod " + pod.key()
            + " failed with exit code " + exit.code())
        .findFirst());
  }

  private static Optional<String> byCondition(FailureRule rule, JobPod pod) {
    return rule.conditions().stream()
        .filter(wanted -> pod.conditions().stream().anyMatch(
            c -> c.type().equals(wanted.type()) && c.status().equals(wanted.status())))
        .map(wanted -> "Pod " + pod.key() + " has condition " + wanted.type())
        .findFirst();
  }

  boolean isIgnored() {
    return action.equals("Ignore");
  }
}
