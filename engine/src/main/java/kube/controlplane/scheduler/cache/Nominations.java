package kube.controlplane.scheduler.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;

/// Which waiting Pods have been promised which node, because others are leaving it for them.
///
/// A promise is not a seat: another Pod or node may win meanwhile. But Pods of a lower rank are
/// judged as if those with a promise were there already.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#user-exposed-information
public final class Nominations {

  private record Promise(String node, PodView pod) {}

  private final Map<Key, Promise> promises = new LinkedHashMap<>();
  private final Map<String, Map<Key, PodView>> byNode = new TreeMap<>();

  public void promise(PodView pod, String node) {
    withdraw(pod.key());
    promises.put(pod.key(), new Promise(node, pod));
    byNode.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(pod.key(), pod);
  }

  public void withdraw(Key pod) {
    Promise old = promises.remove(pod);
    if (old == null) return;
    Map<Key, PodView> others = byNode.getOrDefault(old.node, new TreeMap<>());
    others.remove(pod);
    if (others.isEmpty()) byNode.remove(old.node);
  }

  public boolean isEmpty() {
    return promises.isEmpty();
  }

  /// The node that the Pod was promised.
  public Optional<String> nodeOf(Key pod) {
    return Optional.ofNullable(promises.get(pod)).map(Promise::node);
  }

  /// The Pods with a promise of this node.
  public List<PodView> on(String node) {
    return List.copyOf(byNode.getOrDefault(node, Map.of()).values());
  }

  /// The Pods with a promise of this node that go before `pod` or are its equals.
  public List<PodView> before(PodView pod, String node) {
    Map<Key, PodView> there = byNode.get(node);
    if (there == null) return List.of();
    return there.values()
        .stream()
        .filter(other -> other.priority() >= pod.priority() && !other.key().equals(pod.key()))
        .toList();
  }
}
