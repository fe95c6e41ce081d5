package kube.controlplane.scheduler.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.scheduler.cache.Census;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.SpreadTerm;

/// Keeps the Pods of a kind spread evenly over zones, nodes, or whatever a label tells apart.
///
/// Only values that some eligible node has take part; the one with the fewest such Pods sets the
/// measure.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
public final class PodTopologySpread implements Filter {

  private static final String REASON = "node(s) didn't match pod topology spread constraints";
  private static final Optional<Refusal> TOO_FULL = Optional.of(Refusal.because(REASON));
  private static final Optional<Refusal> NO_LABEL = Optional
      .of(Refusal.forGood(REASON + " (missing required label)"));

  /// One constraint with the Pods counted.
  ///
  /// @param counts how many matching Pods each value of the label has
  /// @param fewest the smallest of them
  /// @param self 1 when the newcomer will count itself
  private record Tally(SpreadTerm term, Map<String, Integer> counts, int fewest, int self) {

    boolean wouldBeTooFull(String value) {
      return counts.getOrDefault(value, 0) + self - fewest > term.maxSkew();
    }
  }

  @Override
  public String name() {
    return "PodTopologySpread";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    List<SpreadTerm> hard = pod.wish().spread().stream().filter(SpreadTerm::hard).toList();
    if (hard.isEmpty()) return Inquiry.FINE;
    List<Tally> tallies = new ArrayList<>();
    for (SpreadTerm term : hard) tallies.add(count(pod, term, hard, cluster));
    return Inquiry.cluster(room -> {
      for (Tally tally : tallies) {
        String value = room.node().labels().get(tally.term.topologyKey());
        if (value == null) return NO_LABEL;
        if (tally.wouldBeTooFull(value)) return TOO_FULL;
      }
      return Optional.empty();
    });
  }

  private static Tally count(PodView pod, SpreadTerm term, List<SpreadTerm> all,
      SchedulerCache cluster) {
    Map<NodeRoom, Integer> there = cluster.census()
        .count(Census.Question.staying(pod.namespace(), term.selector()));
    Map<String, Integer> counts = new HashMap<>();
    for (NodeRoom room : cluster.rooms()) {
      if (!takesPart(pod, term, all, room.node())) continue;
      counts.merge(room.node().labels().get(term.topologyKey()), there.getOrDefault(room, 0),
          Integer::sum);
    }
    int fewest = counts.size() < term.minDomains()
        ? 0
        : counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    return new Tally(term, counts, fewest, term.selector().matches(pod.labels()) ? 1 : 0);
  }

  /// Whether the node counts: it has all the labels, and the Pod could choose it.
  static boolean takesPart(PodView pod, SpreadTerm term, List<SpreadTerm> all, NodeView node) {
    for (SpreadTerm one : all) {
      if (!node.labels().containsKey(one.topologyKey())) return false;
    }
    return (!term.honorsAffinity() || pod.wish().nodes().allows(node))
        && (!term.honorsTaints() || TaintToleration.bearsAll(pod, node));
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded _ -> true;
      case Happening.NodeChanged(NodeView before, NodeView after) ->
        !before.labels().equals(after.labels()) || !before.taints().equals(after.taints());
      case Happening.PodPlaced(PodView other) -> counts(pod, other);
      case Happening.PodLeft(PodView other) -> counts(pod, other);
      case Happening.PodChanged(PodView before, PodView after) -> counts(pod, before)
          || counts(pod, after);
      default -> happening instanceof Happening.PodItselfChanged;
    };
  }

  private static boolean counts(PodView pod, PodView other) {
    return pod.namespace().equals(other.namespace())
        && pod.wish().spread().stream().anyMatch(t -> t.selector().matches(other.labels()));
  }
}
