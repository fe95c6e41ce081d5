package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.PodView;

/// One reason to prefer a node.
///
/// **In Kubernetes:** the extension points PreScore, Score and NormalizeScore of
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
public interface Score {

  long HIGHEST = 100;

  /// What a rating depends on, and so when it can change.
  enum Reach {
    /// How the node looks, never who is on it; compared with how the others look.
    NODE,
    /// What is taken on that node; compared with nothing.
    ROOM,
    /// Who is on which node.
    CLUSTER
  }

  /// Gives one node a number, in the rule's own measure.
  interface Rater {

    long rate(NodeRoom room);

    /// Brings the numbers of all nodes to 0 (last choice) to [#HIGHEST] (first choice).
    default void normalize(List<NodeRoom> rooms, long[] ratings) {}

    default Reach reach() {
      return Reach.ROOM;
    }
  }

  /// The rule's name in Kubernetes, such as `NodeResourcesFit`.
  String name();

  /// Looks at the Pod and at the nodes that fit; empty when the rule has no opinion on this Pod.
  Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting);

  /// Stretches the numbers so that the largest becomes [#HIGHEST], or, turned round, 0.
  static void stretch(long[] ratings, boolean lowIsBest) {
    long most = 0;
    for (long rating : ratings) most = Math.max(most, rating);
    for (int i = 0; i < ratings.length; i++) {
      if (most == 0) {
        ratings[i] = lowIsBest ? HIGHEST : 0;
      } else {
        long share = HIGHEST * ratings[i] / most;
        ratings[i] = lowIsBest ? HIGHEST - share : share;
      }
    }
  }
}
