package kube.foundation.api.batch;

import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// One rule of a Job's success policy: when it is done although not every index is.
///
/// @param indexes which must succeed, such as `0,2-4`; empty when any
/// @param count how many of them; empty when all
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
public record SuccessRule(Optional<String> indexes, Optional<Integer> count) {

  static SuccessRule of(JsonNode tree) {
    return new SuccessRule(
        tree.has("succeededIndexes")
            ? Optional.of(Json.text(tree, "succeededIndexes"))
            : Optional.empty(),
        Job.count(tree, "succeededCount"));
  }
}
