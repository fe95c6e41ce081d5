package catalog.scheduler.binding_without_double_booking;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.slot.SchedulingLoop.Booking;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;
import kube.foundation.machine.Randomness;

/// Tells a loop what happens, lets time pass, and hands it a picker that notes what it is asked.
///
/// The picker knows one rule: the first node by name whose CPU suffices, by the seats it is shown.
final class Desk {
  static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  /// What the picker was asked.
  ///
  /// @param seats who was shown on each node, by uid
  /// @param answer the node; empty for nowhere
  record Asked(String uid, SortedMap<String, List<String>> seats, String answer) {}

  private final SchedulingLoop loop;
  private final Dice ties = new Randomness(1);
  private final List<Asked> asked = new ArrayList<>();
  private Instant now = TEN;

  Desk(SchedulingLoop loop) {
    this.loop = loop;
  }

  SchedulingLoop loop() {
    return loop;
  }

  Desk node(String name, String cpu) {
    loop.nodeChanged(NodeDraft.of(name, cpu, "64Gi").seen());
    return this;
  }

  /// The Pods appear, or look different.
  Desk pods(PodDraft... pods) {
    for (PodDraft pod : pods) loop.podAdded(pod.seen());
    return this;
  }

  Desk gone(PodDraft pod) {
    loop.podGone(pod.seen());
    return this;
  }

  Desk bound(String uid, boolean ok) {
    loop.bound(uid, ok);
    return this;
  }

  /// Lets time pass, and then ticks once.
  List<Booking> tickAfter(Duration pause) {
    now = now.plus(pause);
    asked.clear();
    return List.copyOf(loop.tick(now, this::pick, ties));
  }

  /// Ticks once, and says who got which seat.
  List<String> seatedAfter(Duration pause) {
    return tickAfter(pause).stream().map(booking -> booking.podUid() + " on " + booking.node())
        .toList();
  }

  List<String> seatedNow() {
    return seatedAfter(Duration.ZERO);
  }

  /// What the picker was asked during the last tick.
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// How often it was asked about that Pod during the last tick.
  int triesOf(String uid) {
    return Math.toIntExact(asked.stream().filter(one -> one.uid().equals(uid)).count());
  }

  private Picker.Pick pick(PodView pod, List<Picker.Seats> nodes, Dice dice) {
    SortedMap<String, List<String>> seats = new TreeMap<>();
    SortedMap<String, String> reasons = new TreeMap<>();
    String answer = "";
    for (Picker.Seats node : nodes) {
      String name = node.node().name();
      seats.put(name, node.pods().stream().map(other -> other.metadata().uid()).sorted().toList());
      long taken = node.pods().stream().mapToLong(Desk::cpu).sum();
      boolean fits = cpu(pod) <= node.node().allocatable().cpuMillis() - taken;
      if (!fits) reasons.put(name, "Insufficient cpu");
      else if (answer.isEmpty() || name.compareTo(answer) < 0) answer = name;
    }
    asked.add(new Asked(pod.metadata().uid(), seats, answer));
    return answer.isEmpty() ? new Picker.Nowhere(reasons) : new Picker.Chosen(answer);
  }

  static long cpu(PodView pod) {
    return pod.wish().requests().cpuMillis();
  }

  /// A Pod that asks for so much, and waits.
  static PodDraft pod(String name, String cpu) {
    return PodDraft.named(name).app(cpu, "");
  }

  /// The same, as it looks when it sits on that node.
  static PodDraft on(String name, String cpu, String node) {
    return pod(name, cpu).runningOn(node, TEN);
  }
}
