package kube.controlplane.scheduler.slot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Verdict;
import kube.controlplane.scheduler.decision.Verdict.Points;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Nowhere;
import kube.controlplane.scheduler.slot.Picker.Pick;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Part;
import kube.foundation.machine.Randomness;

/// Asks a learner's part and turns its answer into a decision.
public final class PickedDecision {

  /// The name under which a refusal by the part is noted.
  private static final String RULE = "scheduler.pick";

  private PickedDecision() {}

  /// The decision; empty when ours has to decide, as nobody else's part is there or it named a node
  /// that does not exist.
  public static Optional<Decision> ask(Part<Picker> picker, PodView pod, SchedulerCache cluster,
      Randomness ties) {
    if (!picker.isForeign()) return Optional.empty();
    List<Seats> nodes = cluster.rooms().stream()
        .map(room -> new Seats(room.node(), List.copyOf(room.pods())))
        .toList();
    Optional<Pick> picked = picker.ask(part -> Optional.of(part.pick(pod, nodes, ties)),
        pick -> lieIn(pick.orElseThrow(), cluster), Optional::empty);
    return picked.flatMap(pick -> decision(pick, nodes.size(), cluster));
  }

  private static Optional<String> lieIn(Pick pick, SchedulerCache cluster) {
    return switch (pick) {
      case Chosen(String node, _) -> cluster.room(node).isPresent()
          ? Optional.empty()
          : Optional.of("it picked the node \"" + node + "\", which does not exist");
      case Nowhere _ -> Optional.empty();
    };
  }

  private static Optional<Decision> decision(Pick pick, int nodes, SchedulerCache cluster) {
    return switch (pick) {
      case Chosen(String node, var scores) -> cluster.room(node).map(NodeRoom::name)
          .map(name -> new Decision.Placed(name, verdicts(name, scores), nodes));
      case Nowhere(var reasons) -> Optional.of(new Decision.Unschedulable(nodes, "",
          reasons.entrySet().stream()
              .map(entry -> new Verdict(entry.getKey(), RULE, List.of(entry.getValue()), false,
                  List.of(), 0))
              .toList(),
          new TreeSet<>(Set.of(RULE))));
    };
  }

  private static List<Verdict> verdicts(String node, SortedMap<String, Integer> scores) {
    if (scores.isEmpty()) return List.of(Verdict.fits(node, List.of()));
    return scores.entrySet().stream()
        .map(score -> Verdict.fits(score.getKey(), List.of(new Points(RULE, score.getValue()))))
        .toList();
  }
}
