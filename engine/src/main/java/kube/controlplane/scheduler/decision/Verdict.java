package kube.controlplane.scheduler.decision;

import java.util.List;
import java.util.stream.Collectors;

/// What the rules said of one node.
///
/// @param refusedBy the first rule that refused it; empty when it fits
/// @param reasons why it was refused, in the words of `FailedScheduling` events
/// @param beyondHelp whether no Pod's leaving could change that
/// @param points what each rule gave it, its weight included, when it fits
/// @param score the sum of the points
public record Verdict(String node, String refusedBy, List<String> reasons, boolean beyondHelp,
    List<Points> points, long score) {

  /// What one rule gave.
  public record Points(String rule, long points) {}

  public static Verdict fits(String node, List<Points> points) {
    return new Verdict(node, "", List.of(), false, points,
        points.stream().mapToLong(Points::points).sum());
  }

  public boolean fits() {
    return refusedBy.isEmpty();
  }

  @Override
  public String toString() {
    if (!fits()) return node + ": " + String.join(", ", reasons);
    return node + " scores " + score + points.stream()
        .map(part -> part.rule() + " " + part.points())
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
