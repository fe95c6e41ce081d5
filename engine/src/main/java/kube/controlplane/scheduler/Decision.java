package kube.controlplane.scheduler;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where a Pod goes, or why it cannot go anywhere: with the verdict of every node.
public sealed interface Decision {

  /// What the rules said of one node.
  ///
  /// @param refusedBy the first rule that refused it; empty when it fits
  /// @param reason why it was refused, or the scores that it got
  /// @param score the sum of its scores; 0 when it was refused
  record Verdict(String node, String refusedBy, String reason, int score) {

    public boolean fits() {
      return refusedBy.isEmpty();
    }

    @Override
    public String toString() {
      return fits() ? node + " scores " + score + " (" + reason + ")" : node + ": " + reason;
    }
  }

  List<Verdict> verdicts();

  /// The Pod goes to `node`.
  record Placed(String node, List<Verdict> verdicts) implements Decision {}

  /// No node fits.
  record Unschedulable(List<Verdict> verdicts) implements Decision {

    /// The sentence of the `FailedScheduling` event: how many nodes were refused for which reason.
    public String message() {
      if (verdicts.isEmpty()) return "no nodes available to schedule pods";
      Map<String, Long> counts = verdicts.stream()
          .collect(Collectors.groupingBy(Verdict::reason, TreeMap::new, Collectors.counting()));
      String reasons = counts.entrySet()
          .stream()
          .map(entry -> entry.getValue() + " " + entry.getKey())
          .sorted()
          .collect(Collectors.joining(", "));
      return "0/" + verdicts.size() + " nodes are available: " + reasons + ".";
    }
  }

  /// All verdicts in one line, for the log and the board.
  default String explanation() {
    return verdicts().stream().map(Verdict::toString).collect(Collectors.joining("; "));
  }
}
