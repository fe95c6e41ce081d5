package kube.node.containerruntime;

import java.util.ArrayDeque;
import java.util.stream.Stream;

/// The rooms and containers that a simulated machine has taken away lately, for whoever asks what
/// there was.
///
/// Owned by the loop.
final class Departed {

  private static final int KEPT = 100;

  private final ArrayDeque<SimulatedRoom> rooms = new ArrayDeque<>();
  private final ArrayDeque<SimulatedContainer> containers = new ArrayDeque<>();

  void add(SimulatedRoom room) {
    if (rooms.size() == KEPT) rooms.removeFirst();
    rooms.addLast(room);
  }

  void add(SimulatedContainer container) {
    if (containers.size() == KEPT) containers.removeFirst();
    containers.addLast(container);
  }

  Stream<SimulatedRoom> rooms() {
    return rooms.stream();
  }

  Stream<SimulatedContainer> containers() {
    return containers.stream();
  }
}
