package catalog.controllers.job_controller;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.FailureRule.ExitCodes;
import kube.foundation.api.batch.FailureRule.PodCondition;

/// Rules for failures, as checks write them.
final class FailureRules {

  private FailureRules() {}

  /// About failures with one of these exit codes.
  static FailureRule exit(String action, int... codes) {
    return about("", action, true, codes);
  }

  /// The same, of one container.
  static FailureRule exitOf(String container, String action, int code) {
    return about(container, action, true, code);
  }

  /// About failures with any exit code but these.
  static FailureRule exitOtherThan(String action, int... codes) {
    return about("", action, false, codes);
  }

  private static FailureRule about(String container, String action, boolean in, int... codes) {
    return new FailureRule(action, Optional.of(new ExitCodes(container, in,
        IntStream.of(codes).boxed().toList())), List.of());
  }

  /// About failed Pods with this condition.
  static FailureRule when(String action, String condition, String status) {
    return new FailureRule(action, Optional.empty(), List.of(new PodCondition(condition, status)));
  }
}
