package kube.foundation.api.batch;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// One rule of a Job's Pod failure policy: which failures it is about, and what they mean.
///
/// @param action `FailJob`, `FailIndex`, `Ignore` or `Count`
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
public record FailureRule(String action, Optional<ExitCodes> exitCodes,
    List<PodCondition> conditions) {

  /// @param container empty for any
  /// @param in whether the codes are the ones meant, or the ones excepted
  public record ExitCodes(String container, boolean in, List<Integer> codes) {
    public ExitCodes { codes = List.copyOf(codes); }
  }

  public record PodCondition(String type, String status) {}

  public FailureRule { conditions = List.copyOf(conditions); }

  static FailureRule of(JsonNode tree) {
    JsonNode codes = tree.path("onExitCodes");
    return new FailureRule(Json.text(tree, "action"), codes.isObject()
        ? Optional.of(new ExitCodes(Json.text(codes, "containerName"),
            Json.text(codes, "operator").equals("In"),
            Json.list(codes, "values", code -> code.asInt(0))))
        : Optional.empty(), Json.list(tree, "onPodConditions", FailureRule::condition));
  }

  private static PodCondition condition(JsonNode tree) {
    String status = Json.text(tree, "status");
    return new PodCondition(Json.text(tree, "type"), status.isEmpty() ? "True" : status);
  }
}
