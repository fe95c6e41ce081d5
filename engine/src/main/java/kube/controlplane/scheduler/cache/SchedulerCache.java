package kube.controlplane.scheduler.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.Key;

/// Nodes with their Pods: those the API shows on them, and those just assigned whose binding it does
/// not show yet. So two Pods in a row do not both take the last seat.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#reserve
public final class SchedulerCache {

  /// Hears of whatever could change a rule's verdict.
  public interface Listener {

    /// Nodes came, went, or look different.
    void nodesChanged();

    /// A node has more or less room than before, and looks as before.
    void roomChanged(NodeRoom room);
  }

  private final Surroundings surroundings;
  private final TreeMap<String, NodeRoom> rooms = new TreeMap<>();
  private final Map<Key, PodView> placed = new HashMap<>();
  private final Map<String, Map<Key, PodView>> onUnknownNodes = new TreeMap<>();
  private final CarriedTerms carried = new CarriedTerms();
  private final Census census;
  private final Map<String, Integer> nodesWithImage = new HashMap<>();
  private final Map<Key, Integer> podsWithClaim = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private List<NodeRoom> order = List.of();

  public SchedulerCache(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.census = new Census(surroundings, action -> rooms.values().forEach(action));
  }

  public void onChange(Listener listener) {
    listeners.add(listener);
  }

  /// All nodes by name.
  public List<NodeRoom> rooms() {
    return order;
  }

  public Optional<NodeRoom> room(String node) {
    return Optional.ofNullable(rooms.get(node));
  }

  public Census census() {
    return census;
  }

  public CarriedTerms carried() {
    return carried;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /// On how many nodes the image lies already.
  public int nodesWithImage(String image) {
    return nodesWithImage.getOrDefault(image, 0);
  }

  /// Whether a Pod on some node uses the claim.
  public boolean isClaimUsed(Key claim) {
    return podsWithClaim.getOrDefault(claim, 0) > 0;
  }

  private void countClaims(PodView pod, int difference) {
    for (PodWish.Claim claim : pod.wish().claims()) {
      podsWithClaim.merge(new Key(pod.namespace(), claim.name()), difference, Integer::sum);
    }
  }

  /// The Pod as it is counted; empty when it is counted nowhere.
  public Optional<PodView> placed(Key pod) {
    return Optional.ofNullable(placed.get(pod));
  }

  /// A node appeared or looks different.
  public void put(NodeView node) {
    NodeRoom room = rooms.get(node.name());
    if (room == null) {
      NodeRoom fresh = new NodeRoom(node);
      rooms.put(node.name(), fresh);
      order = List.copyOf(rooms.values());
      countImages(node, 1);
      Map<Key, PodView> waiting = onUnknownNodes.remove(node.name());
      if (waiting != null) waiting.values().forEach(pod -> seat(fresh, pod));
    } else {
      boolean asBefore = room.node().looksLike(node);
      countImages(room.node(), -1);
      countImages(node, 1);
      room.show(node);
      if (asBefore) return;
    }
    listeners.forEach(Listener::nodesChanged);
  }

  private void countImages(NodeView node, int difference) {
    node.images().keySet().forEach(image -> nodesWithImage.merge(image, difference, Integer::sum));
  }

  public void removeNode(String name) {
    NodeRoom room = rooms.remove(name);
    if (room == null) return;
    countImages(room.node(), -1);
    order = List.copyOf(rooms.values());
    for (PodView pod : List.copyOf(room.pods())) {
      unseat(room, pod);
      waitFor(name, pod);
    }
    census.roomGone(room);
    listeners.forEach(Listener::nodesChanged);
  }

  /// Counts the Pod on the node that it names: because the API shows it there, or because it has
  /// just been assigned.
  public void put(PodView pod) {
    PodView before = placed.put(pod.key(), pod);
    if (before != null && countsAlike(before, pod)) {
      NodeRoom room = rooms.get(pod.nodeName());
      if (room != null) room.replace(pod);
      return;
    }
    if (before != null) leave(before);
    NodeRoom room = rooms.get(pod.nodeName());
    if (room == null) {
      waitFor(pod.nodeName(), pod);
    } else {
      seat(room, pod);
    }
  }

  private static boolean countsAlike(PodView before, PodView now) {
    return before.nodeName().equals(now.nodeName())
        && before.metadata().uid().equals(now.metadata().uid())
        && before.isLeaving() == now.isLeaving()
        && before.wish().equals(now.wish())
        && before.labels().equals(now.labels());
  }

  /// Counts the Pod no more.
  public void remove(Key pod) {
    PodView before = placed.remove(pod);
    if (before != null) leave(before);
  }

  private void leave(PodView pod) {
    NodeRoom room = rooms.get(pod.nodeName());
    if (room != null) {
      unseat(room, pod);
    } else {
      onUnknownNodes.getOrDefault(pod.nodeName(), new TreeMap<>()).remove(pod.key());
    }
  }

  private void waitFor(String node, PodView pod) {
    onUnknownNodes.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(pod.key(), pod);
  }

  private void seat(NodeRoom room, PodView pod) {
    room.add(pod);
    census.add(room, pod);
    carried.add(room, pod);
    countClaims(pod, 1);
    for (Listener listener : listeners) listener.roomChanged(room);
  }

  private void unseat(NodeRoom room, PodView pod) {
    room.remove(pod);
    census.remove(room, pod);
    carried.remove(room, pod);
    countClaims(pod, -1);
    for (Listener listener : listeners) listener.roomChanged(room);
  }

  /// Labels of namespaces have changed.
  public void namespacesChanged() {
    census.namespacesChanged();
  }

  /// Everything is as if the Pod were on the node while `work` runs: how a question "what if" is
  /// asked.
  public <T> T with(NodeRoom room, List<PodView> more, Supplier<T> work) {
    more.forEach(pod -> seat(room, pod));
    try {
      return work.get();
    } finally {
      more.forEach(pod -> unseat(room, pod));
    }
  }

  /// Everything is as if these Pods had left the node, until [#returned].
  public void gone(NodeRoom room, PodView pod) {
    unseat(room, pod);
  }

  /// The Pod that was taken away for a thought is back.
  public void returned(NodeRoom room, PodView pod) {
    seat(room, pod);
  }

  /// How many Pods are counted.
  public int podCount() {
    return placed.size();
  }

  /// The Pods that are counted on nodes nobody has seen yet.
  public Map<String, Map<Key, PodView>> onUnknownNodes() {
    return Collections.unmodifiableMap(onUnknownNodes);
  }
}
