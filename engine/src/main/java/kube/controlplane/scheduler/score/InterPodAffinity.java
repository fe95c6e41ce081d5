package kube.controlplane.scheduler.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.scheduler.cache.Census;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;

/// Prefers nodes near the Pods that the newcomer likes, and near those that like the newcomer.
///
/// A Pod that *must* be near such Pods counts as liking them a little (weight 1).
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
public final class InterPodAffinity implements Score {

  private static final int WEIGHT_OF_A_MUST = 1;

  @Override
  public String name() {
    return "InterPodAffinity";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    Map<String, Map<String, Long>> points = new HashMap<>();
    for (PodTerm term : pod.wish().near().preferred()) {
      add(points, term, term.weight(),
          cluster.census().count(Census.Question.about(term)));
    }
    cluster.carried().preferred().forEach((term, rooms) -> {
      if (isAbout(term, pod, cluster)) add(points, term, term.weight(), rooms);
    });
    cluster.carried().near().forEach((term, rooms) -> {
      if (isAbout(term, pod, cluster)) add(points, term, WEIGHT_OF_A_MUST, rooms);
    });
    return points.isEmpty() ? Optional.empty() : Optional.of(new Points(points));
  }

  private static boolean isAbout(PodTerm term, PodView pod, SchedulerCache cluster) {
    return term.isAbout(pod.namespace(), pod.labels(), cluster.surroundings());
  }

  private static void add(Map<String, Map<String, Long>> points, PodTerm term, int weight,
      Map<NodeRoom, Integer> rooms) {
    rooms.forEach((room, count) -> {
      String value = room.node().labels().get(term.topologyKey());
      if (value == null) return;
      points.computeIfAbsent(term.topologyKey(), key -> new HashMap<>())
          .merge(value, (long) weight * count, Long::sum);
    });
  }

  /// @param points for each topology key, what each of its values is worth
  private record Points(Map<String, Map<String, Long>> points) implements Rater {

    @Override
    public long rate(NodeRoom room) {
      long sum = 0;
      for (var entry : points.entrySet()) {
        String value = room.node().labels().get(entry.getKey());
        if (value != null) sum += entry.getValue().getOrDefault(value, 0L);
      }
      return sum;
    }

    @Override
    public void normalize(List<NodeRoom> rooms, long[] ratings) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (long rating : ratings) {
        least = Math.min(least, rating);
        most = Math.max(most, rating);
      }
      for (int i = 0; i < ratings.length; i++) {
        ratings[i] = most == least ? 0 : HIGHEST * (ratings[i] - least) / (most - least);
      }
    }

    @Override
    public Reach reach() {
      return Reach.CLUSTER;
    }
  }
}
