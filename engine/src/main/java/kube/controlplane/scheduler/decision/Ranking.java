package kube.controlplane.scheduler.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kube.controlplane.scheduler.cache.CarriedTerms;
import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.foundation.machine.Randomness;

/// The nodes that fit one kind of Pod, in heaps of equal score.
///
/// Whatever changes on a node moves that node alone to another heap; so the next of a thousand equal
/// Pods costs one look at one node.
final class Ranking {

  /// Where a node lies: in which heap, and where in it.
  private record Place(long score, int index) {}

  private final Gauntlet gauntlet;
  private final Scoreboard board;
  private final CarriedTerms carried;
  private final long carriedVersion;
  private final TreeMap<Long, List<NodeRoom>> heaps = new TreeMap<>();
  private final Map<NodeRoom, Place> places = new HashMap<>();
  private final Set<NodeRoom> changed = new LinkedHashSet<>();
  private final Map<NodeRoom, Long> lasting = new HashMap<>();
  private boolean outdated;

  Ranking(Gauntlet gauntlet, Scoreboard board, SchedulerCache cluster) {
    this.gauntlet = gauntlet;
    this.board = board;
    this.carried = cluster.carried();
    this.carriedVersion = carried.version();
    for (int i = 0; i < board.rooms().size(); i++) {
      lasting.put(board.rooms().get(i), board.lasting(i));
      put(board.rooms().get(i), board.total(i));
    }
  }

  void changed(NodeRoom room) {
    changed.add(room);
  }

  /// The best node; empty when there is none left or the ranking holds no longer.
  Optional<String> best(Randomness randomness) {
    if (carried.version() != carriedVersion) return Optional.empty();
    for (NodeRoom room : changed) judgeAgain(room);
    changed.clear();
    return outdated || heaps.isEmpty()
        ? Optional.empty()
        : Optional.of(randomness.pick(heaps.lastEntry().getValue()).name());
  }

  /// Judges a node whose room has changed. One that did not fit before, and was never compared with
  /// the others, ends the ranking.
  private void judgeAgain(NodeRoom room) {
    remove(room);
    if (gauntlet.run(room).isPresent()) return;
    Long points = lasting.get(room);
    if (points == null) {
      outdated = true;
    } else {
      put(room, points + board.passing(room));
    }
  }

  private void put(NodeRoom room, long score) {
    List<NodeRoom> heap = heaps.computeIfAbsent(score, s -> new ArrayList<>());
    places.put(room, new Place(score, heap.size()));
    heap.add(room);
  }

  /// Takes the node out of its heap; the last of the heap takes its place there.
  private void remove(NodeRoom room) {
    Place place = places.remove(room);
    if (place == null) return;
    List<NodeRoom> heap = heaps.get(place.score);
    if (heap == null) return;
    NodeRoom last = heap.removeLast();
    if (heap.isEmpty()) heaps.remove(place.score);
    if (last != room) {
      heap.set(place.index, last);
      places.put(last, place);
    }
  }
}
