package site.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import kube.Architecture;
import kube.Cluster;
import kube.Slot;
import kube.controlplane.controllermanager.node.NodeWatchKeeper;

/// Photographs a cluster for the board.
final class Snapshots {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration TOLERATION = Duration.ofMinutes(5);
  private static final List<String> NODE_NAMES = List.of("node-a", "node-b", "node-c");

  private Snapshots() {}

  /// What the photograph cannot see on the loop.
  ///
  /// @param yours the slots that run the learner's code
  /// @param ready the slots for which the learner has code that passes
  record Slots(Set<String> yours, Set<String> ready, YourParts parts) {}

  /// The state of a running cluster. To be asked on its loop.
  static BoardState of(RunningCluster running, Slots slots, boolean naive) {
    Cluster cluster = running.cluster();
    Mirror mirror = running.mirror();
    Function<Architecture.Box, BoardState.Component> drawn = box -> component(box, slots,
        isPluggable(box) && !cluster.isPluggedIn(box.id()), culprit(box, cluster.culprits()));
    double delay = cluster.faults().plan().shortestDelay().toMillis() / 1000.0;
    return new BoardState(mirror.revision(), mirror.keyCount(), HEARTBEAT.toSeconds(),
        NodeWatchKeeper.GRACE_PERIOD.toSeconds(), TOLERATION.toSeconds(), Math.round(delay), naive,
        running.subscriptions().byActor(), besideTheNodes(drawn), onNodes(drawn),
        mirror.nodes(cluster::isPoweredOn),
        mirror.pods(), mirror.replicaSets());
  }

  /// The drawing before a cluster runs.
  static BoardState idle() {
    Slots none = new Slots(Set.of(), Set.of(), YourParts.none());
    Function<Architecture.Box, BoardState.Component> drawn = box -> component(box, none, false, "");
    BoardState.Share nothing = new BoardState.Share(0, 1);
    List<BoardState.Node> nodes = NODE_NAMES.stream()
        .map(name -> new BoardState.Node(name, "", false, 0, 0, List.of(), nothing, nothing))
        .toList();
    return new BoardState(0, 0, HEARTBEAT.toSeconds(), NodeWatchKeeper.GRACE_PERIOD.toSeconds(),
        TOLERATION.toSeconds(), 0, false, Map.of(), besideTheNodes(drawn), onNodes(drawn), nodes,
        List.of(), List.of());
  }

  private static List<BoardState.Component> besideTheNodes(
      Function<Architecture.Box, BoardState.Component> drawn) {
    return Architecture.BOXES.stream().filter(box -> box.place() != Architecture.Place.NODE)
        .map(drawn).toList();
  }

  private static List<BoardState.Component> onNodes(
      Function<Architecture.Box, BoardState.Component> drawn) {
    return Architecture.BOXES.stream().filter(box -> box.place() == Architecture.Place.NODE)
        .map(drawn).toList();
  }

  static boolean isPluggable(Architecture.Box box) {
    return box.place() == Architecture.Place.CONTROL_PLANE
        || box.place() == Architecture.Place.CONTROLLER;
  }

  private static BoardState.Component component(Architecture.Box box, Slots slots,
      boolean unplugged, String culprit) {
    Set<String> yoursHere = Slot.all().stream().filter(slot -> slot.box().equals(box.id()))
        .map(Slot::id).filter(slots.yours()::contains).collect(Collectors.toSet());
    String slot = Places.slotAt(box.id(), yoursHere.isEmpty() ? slots.ready() : yoursHere,
        slots.parts()).map(Slot::id).orElse("");
    return new BoardState.Component(box.id(), box.title(), box.role(), isPluggable(box), unplugged,
        slot, slot.isEmpty() ? "" : slots.parts().exerciseOf(slot),
        yoursHere.isEmpty() ? "ours" : "yours",
        !slot.isEmpty() && slots.ready().contains(slot), culprit);
  }

  /// What failed in the slots of this box, so that ours had to take its place.
  private static String culprit(Architecture.Box box, Map<String, String> culprits) {
    return Slot.all().stream()
        .filter(slot -> slot.box().equals(box.id()) && culprits.containsKey(slot.id()))
        .map(slot -> slot.id() + ": " + culprits.get(slot.id()))
        .collect(Collectors.joining("; "));
  }
}
