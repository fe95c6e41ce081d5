package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the author of an autoscaler wishes for.
///
/// @param least and `most` bound the size
/// @param goals one for each metric
/// @param hasBehavior whether the author wrote rules at all
/// @param up and `down` are the rules for growing and shrinking
public record HpaSpec(int least, int most, List<Goal> goals, boolean hasBehavior, Rules up,
    Rules down) {

  public HpaSpec { goals = List.copyOf(goals); }

  /// What one metric aims at.
  ///
  /// @param metric its name, such as `cpu`
  /// @param utilization the percentage of the requests; empty where an amount is meant
  /// @param average the amount for each Pod, in thousandths; 0 where a percentage is meant
  public record Goal(String metric, Optional<Integer> utilization, long average) {}

  /// @param select `Max`, `Min` or `Disabled`: which of several policies counts
  /// @param window how far back earlier advice counts
  /// @param tolerance how much off the goal is as good as the goal, such as 0.1
  public record Rules(List<Policy> policies, String select, Duration window, double tolerance) {}

  /// @param percent whether `value` is a share of the Pods, or a number of them
  public record Policy(boolean percent, int value, Duration period) {}
}
