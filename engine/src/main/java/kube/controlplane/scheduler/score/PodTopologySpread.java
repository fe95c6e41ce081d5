package kube.controlplane.scheduler.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.scheduler.cache.Census;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.SpreadTerm;
import kube.foundation.api.LabelSelector;

/// Prefers nodes that spread the Pods of a kind.
///
/// Pods that say nothing of it, but belong to a Service, a ReplicaSet or a StatefulSet, are spread
/// over nodes and zones by the cluster's own two constraints.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints
public final class PodTopologySpread implements Score {

  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  @Override
  public String name() {
    return "PodTopologySpread";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    boolean byAuthor = !pod.wish().spread().isEmpty();
    List<SpreadTerm> soft = byAuthor
        ? pod.wish().spread().stream().filter(term -> !term.hard()).toList()
        : byDefault(pod, cluster);
    if (soft.isEmpty()) return Optional.empty();
    Spread spread = new Spread(soft, byAuthor, fitting.size(), new HashSet<>(), new HashMap<>(),
        new HashMap<>());
    spread.count(pod, cluster, fitting);
    return Optional.of(spread);
  }

  private static List<SpreadTerm> byDefault(PodView pod, SchedulerCache cluster) {
    Optional<LabelSelector> siblings = cluster.surroundings().siblingsOf(pod);
    return siblings.map(selector -> List.of(SpreadTerm.byDefault(HOST, 5, selector),
        SpreadTerm.byDefault(ZONE, 3, selector))).orElse(List.of());
  }

  /// @param needsAll whether a node without one of the labels is out of the running
  /// @param ignored the nodes that are
  /// @param counts for each constraint but the one by node, how many Pods each value has
  /// @param byNode for the constraint by node, how many Pods each node has
  private record Spread(List<SpreadTerm> terms, boolean needsAll, int nodesInTheRunning,
      Set<NodeRoom> ignored, Map<SpreadTerm, Map<String, Integer>> counts,
      Map<SpreadTerm, Map<NodeRoom, Integer>> byNode)
      implements
        Rater {

    void count(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
      for (NodeRoom room : fitting) {
        if (needsAll && !hasAllLabels(room.node())) ignored.add(room);
      }
      for (SpreadTerm term : terms) {
        var there = cluster.census()
            .count(Census.Question.staying(pod.namespace(), term.selector()));
        if (term.topologyKey().equals(HOST)) {
          byNode.put(term, there);
        } else {
          counts.put(term, byValue(pod, term, there, fitting));
        }
      }
    }

    private Map<String, Integer> byValue(PodView pod, SpreadTerm term,
        Map<NodeRoom, Integer> there, List<NodeRoom> fitting) {
      Map<String, Integer> values = new HashMap<>();
      for (NodeRoom room : fitting) {
        String value = room.node().labels().get(term.topologyKey());
        if (value != null && !ignored.contains(room)) values.putIfAbsent(value, 0);
      }
      there.forEach((room, count) -> {
        String value = room.node().labels().get(term.topologyKey());
        if (value == null || !values.containsKey(value)) return;
        if (needsAll && !hasAllLabels(room.node())) return;
        if (term.honorsAffinity() && !pod.wish().nodes().allows(room.node())) return;
        values.merge(value, count, Integer::sum);
      });
      return values;
    }

    private boolean hasAllLabels(NodeView node) {
      return terms.stream().allMatch(term -> node.labels().containsKey(term.topologyKey()));
    }

    @Override
    public long rate(NodeRoom room) {
      if (ignored.contains(room)) return 0;
      double sum = 0;
      for (SpreadTerm term : terms) {
        String value = room.node().labels().get(term.topologyKey());
        if (value == null) continue;
        Map<NodeRoom, Integer> nodes = byNode.get(term);
        Map<String, Integer> values = counts.getOrDefault(term, Map.of());
        int count = nodes != null ? nodes.getOrDefault(room, 0) : values.getOrDefault(value, 0);
        int places = nodes != null ? nodesInTheRunning : values.size();
        sum += count * Math.log(places + 2.0) + (term.maxSkew() - 1);
      }
      return Math.round(sum);
    }

    @Override
    public void normalize(List<NodeRoom> rooms, long[] ratings) {
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int i = 0; i < ratings.length; i++) {
        if (ignored.contains(rooms.get(i))) continue;
        least = Math.min(least, ratings[i]);
        most = Math.max(most, ratings[i]);
      }
      for (int i = 0; i < ratings.length; i++) {
        if (ignored.contains(rooms.get(i))) {
          ratings[i] = 0;
        } else {
          ratings[i] = most == 0 ? HIGHEST : HIGHEST * (most + least - ratings[i]) / most;
        }
      }
    }

    @Override
    public Reach reach() {
      return Reach.CLUSTER;
    }
  }
}
