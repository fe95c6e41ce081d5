package kube.controlplane.scheduler.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where a Pod goes, or why it cannot go anywhere: with the verdict of every node that was asked.
public sealed interface Decision {

  /// So many verdicts are written out; of the others only how many there are.
  int VERDICTS_TOLD = 10;

  List<Verdict> verdicts();

  /// The Pod goes to `node`.
  ///
  /// @param verdicts of all nodes that were asked in a small cluster; else of the chosen one
  record Placed(String node, List<Verdict> verdicts, int nodesAsked) implements Decision {}

  /// No node fits.
  ///
  /// @param nodes how many there are
  /// @param reason why none was even asked; mostly empty
  /// @param refusedBy the rules that have something against the Pod
  record Unschedulable(int nodes, String reason, List<Verdict> verdicts, TreeSet<String> refusedBy)
      implements
        Decision {

    /// The sentence of the `FailedScheduling` event: how many nodes were refused for which reason.
    public String message() {
      if (nodes == 0) return "no nodes available to schedule pods";
      if (!reason.isEmpty()) return "0/" + nodes + " nodes are available: " + reason + ".";
      return sentence(nodes, verdicts.stream().flatMap(verdict -> verdict.reasons().stream())
          .toList());
    }
  }

  /// `0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu.`
  static String sentence(int nodes, List<String> reasons) {
    Map<String, Integer> counts = new TreeMap<>();
    reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(count + " " + reason));
    String detail = parts.isEmpty()
        ? ""
        : parts.stream().sorted().collect(Collectors.joining(", ", ": ", ""));
    return "0/" + nodes + " nodes are available" + detail + ".";
  }

  /// The verdicts in one line, for the log and the board.
  default String explanation() {
    String told = verdicts().stream()
        .limit(VERDICTS_TOLD)
        .map(Verdict::toString)
        .collect(Collectors.joining("; "));
    int more = verdicts().size() - VERDICTS_TOLD;
    if (verdicts().isEmpty()) {
      return switch (this) {
        case Placed placed -> placed.node + " is the best, as known from a Pod before";
        case Unschedulable nowhere -> nowhere.message();
      };
    }
    return more > 0 ? told + "; and " + more + " more nodes" : told;
  }
}
