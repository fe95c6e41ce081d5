package site.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchSink;
import kube.foundation.api.Condition;
import kube.foundation.api.ContainerStatus;
import kube.foundation.api.Kinds;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.Resource;
import kube.foundation.api.Taint;

/// The board's copy of what etcd holds, kept up to date by a watch on everything.
///
/// So a photograph costs no request, also when the store runs in a learner's worker, and the last
/// picture stays when etcd is unplugged. Owned by the loop.
final class Mirror implements WatchSink {
  private static final String REGISTRY = "/registry/";

  private final TreeMap<String, Pod> pods = new TreeMap<>();
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final TreeMap<String, ReplicaSet> sets = new TreeMap<>();
  private final TreeMap<String, Lease> leases = new TreeMap<>();
  private final Set<String> keys = new HashSet<>();
  private long revision = 1;

  /// Takes over what was there before the watch.
  void begin(List<Entry> entries) {
    for (Entry entry : entries) {
      revision = Math.max(revision, entry.modRevision());
      put(entry.key(), entry.value());
    }
  }

  @Override
  public void accept(WatchEvent event) {
    revision = Math.max(revision, event.revision());
    switch (event) {
      case WatchEvent.Put put -> put(put.entry().key(), put.entry().value());
      case WatchEvent.Delete delete -> remove(delete.previous().key());
      case WatchEvent.Bookmark _ -> {}
    }
  }

  long revision() {
    return revision;
  }

  int keyCount() {
    return keys.size();
  }

  private void put(String key, byte[] json) {
    keys.add(key);
    switch (kindOf(key)) {
      case "pods" -> pods.put(key, Kinds.POD.read(Resource.of(json)));
      case "nodes" -> nodes.put(key, Kinds.NODE.read(Resource.of(json)));
      case "replicasets" -> sets.put(key, Kinds.REPLICA_SET.read(Resource.of(json)));
      case "leases" -> leases.put(key, Kinds.LEASE.read(Resource.of(json)));
      default -> {} // The board draws no other kinds.
    }
  }

  private void remove(String key) {
    keys.remove(key);
    pods.remove(key);
    nodes.remove(key);
    sets.remove(key);
    leases.remove(key);
  }

  private static String kindOf(String key) {
    if (!key.startsWith(REGISTRY)) return "";
    int end = key.indexOf('/', REGISTRY.length());
    return end < 0 ? "" : key.substring(REGISTRY.length(), end);
  }

  List<BoardState.Pod> pods() {
    return pods.values().stream().map(Mirror::view).toList();
  }

  List<BoardState.ReplicaSet> replicaSets() {
    return sets.values().stream()
        .map(set -> new BoardState.ReplicaSet(set.metadata().namespace(), set.metadata().name(),
            set.replicas(), readyOf(set)))
        .toList();
  }

  /// Counted here, because the status is only what the controller last reported.
  private int readyOf(ReplicaSet set) {
    return (int) pods.values().stream()
        .filter(pod -> pod.isReady() && !pod.metadata().isBeingDeleted()
            && pod.metadata().isControlledBy(set.metadata()))
        .count();
  }

  /// @param isOn whether a node's cable is whole
  List<BoardState.Node> nodes(java.util.function.Predicate<String> isOn) {
    List<BoardState.Node> views = new ArrayList<>();
    for (Node node : nodes.values()) {
      String name = node.metadata().name();
      List<Pod> mine = pods.values().stream()
          .filter(pod -> pod.nodeName().equals(name) && !pod.isFinished()).toList();
      String ready = node.condition("Ready").map(Condition::status).orElse("Unknown");
      views.add(new BoardState.Node(name, ready, !isOn.test(name), heartbeat(name),
          taintedSince(node), node.taints().stream().map(Mirror::words).toList(),
          share(node, mine, "cpu"), share(node, mine, "memory")));
    }
    return views;
  }

  private long heartbeat(String node) {
    return Optional.ofNullable(leases.get(REGISTRY + "leases/kube-node-lease/" + node))
        .flatMap(Lease::renewTime).map(Instant::toEpochMilli).orElse(0L);
  }

  private static long taintedSince(Node node) {
    return node.taints().stream()
        .filter(taint -> taint.effect().equals("NoExecute"))
        .flatMap(taint -> taint.timeAdded().stream())
        .mapToLong(Instant::toEpochMilli).min().orElse(0);
  }

  private static String words(Taint taint) {
    return taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value())
        + ":" + taint.effect();
  }

  private static BoardState.Share share(Node node, List<Pod> pods, String resource) {
    long requests = pods.stream().mapToLong(pod -> units(pod.requested(resource), resource)).sum();
    long capacity = Optional.ofNullable(node.allocatable().get(resource))
        .map(amount -> units(amount, resource)).orElse(0L);
    return new BoardState.Share(requests, capacity);
  }

  private static long units(kube.foundation.api.Quantity amount, String resource) {
    return resource.equals("cpu") ? amount.millis() : amount.units() >> 20;
  }

  private static BoardState.Pod view(Pod pod) {
    var metadata = pod.metadata();
    String owner = metadata.controller()
        .map((OwnerReference reference) -> reference.kind() + " " + reference.name()).orElse("");
    return new BoardState.Pod(metadata.namespace(), metadata.name(), metadata.uid(), pod.phase(),
        pod.isReady(), pod.nodeName(), owner, metadata.labels(), reason(pod),
        metadata.isBeingDeleted());
  }

  private static String reason(Pod pod) {
    return pod.containerStatuses().stream().map(ContainerStatus::reason)
        .filter(reason -> !reason.isEmpty()).findFirst()
        .or(() -> pod.condition("PodScheduled").filter(condition -> !condition.isTrue())
            .map(Condition::message))
        .orElse("");
  }
}
