package kube.controlplane.scheduler.slot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Verdict;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Nowhere;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// Asks a learner's part and turns its answer into a decision.
public final class PickedDecision {

  /// The name under which a refusal by the part is noted.
  private static final String RULE = "scheduler.pick";

  private PickedDecision() {}

  /// The decision; empty when the part named a node that does not exist, so that ours has to decide.
  public static Optional<Decision> ask(Picker picker, PodView pod, SchedulerCache cluster,
      Randomness ties) {
    List<Seats> nodes = cluster.rooms().stream()
        .map(room -> new Seats(room.node(), List.copyOf(room.pods())))
        .toList();
    return switch (picker.pick(pod, nodes, ties)) {
      case Chosen(String node) -> cluster.room(node).map(NodeRoom::name)
          .map(name -> new Decision.Placed(name, List.of(Verdict.fits(name, List.of())),
              nodes.size()));
      case Nowhere(var reasons) -> Optional.of(new Decision.Unschedulable(nodes.size(), "",
          reasons.entrySet().stream()
              .map(entry -> new Verdict(entry.getKey(), RULE, List.of(entry.getValue()), false,
                  List.of(), 0))
              .toList(),
          new TreeSet<>(Set.of(RULE))));
    };
  }
}
