package kube.controlplane.scheduler.decision;

import java.util.List;

import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.score.Score;

/// The rules of one profile, in the order in which they are asked.
///
/// @param percentageOfNodesToScore how many fitting nodes are enough; 0 lets the cluster's size
///   decide
public record Rules(List<Filter> filters, List<WeightedScore> scores,
    int percentageOfNodesToScore) {

  /// @param weight how often the rule's points count
  public record WeightedScore(Score score, int weight) {}

  private static final int FEWEST_NODES = 100;
  private static final int LEAST_PERCENT = 5;

  /// After how many fitting nodes the search may end: all of a small cluster, from half to a
  /// twentieth of a large one.
  ///
  /// **In Kubernetes:**
  /// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/
  public int enoughOf(int nodes) {
    if (nodes < FEWEST_NODES || percentageOfNodesToScore >= 100) return nodes;
    int percent = percentageOfNodesToScore > 0
        ? percentageOfNodesToScore
        : Math.max(LEAST_PERCENT, 50 - nodes / 125);
    return Math.max(FEWEST_NODES, nodes * percent / 100);
  }
}
