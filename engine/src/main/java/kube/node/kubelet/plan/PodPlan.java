package kube.node.kubelet.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What to do next for one Pod.
///
/// It holds no rule of its own: whoever stands in the slot makes it, and a worker for a learner's part
/// knows this class.
///
/// @param steps what to do now, in this order
/// @param lookAgain when the plan may change without anybody telling; empty for never
public record PodPlan(List<Step> steps, Optional<Instant> lookAgain) {

  /// What the author and the API say about the Pod as a whole.
  ///
  /// @param restartPolicy `Always`, `OnFailure` or `Never`
  /// @param isBeingDeleted whether the API waits for it to go
  public record Wish(String restartPolicy, boolean isBeingDeleted) {}

  public PodPlan { steps = List.copyOf(steps); }
}
