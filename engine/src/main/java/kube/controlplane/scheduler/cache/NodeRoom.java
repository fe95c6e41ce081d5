package kube.controlplane.scheduler.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.HostPort;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;

/// A node and the Pods that the scheduler counts on it, those it has only just assigned included,
/// with running totals of what they asked for.
///
/// Owned by the loop; changed by the [SchedulerCache] alone.
public final class NodeRoom {

  private final Map<Key, PodView> pods = new LinkedHashMap<>();
  private final List<HostPort> ports = new ArrayList<>();
  private final SortedMap<String, Long> others = new TreeMap<>();
  private NodeView node;
  private long cpuMillis;
  private long memoryBytes;
  private long storageBytes;
  private long weightCpuMillis;
  private long weightMemoryBytes;

  NodeRoom(NodeView node) {
    this.node = node;
  }

  public NodeView node() {
    return node;
  }

  public String name() {
    return node.name();
  }

  /// The Pods counted here, in the order in which they came.
  public Collection<PodView> pods() {
    return Collections.unmodifiableCollection(pods.values());
  }

  public int podCount() {
    return pods.size();
  }

  public List<HostPort> ports() {
    return Collections.unmodifiableList(ports);
  }

  /// What its Pods have asked for. Requests count, not what is really used.
  public long requested(String resource) {
    return switch (resource) {
      case "cpu" -> cpuMillis;
      case "memory" -> memoryBytes;
      case "ephemeral-storage" -> storageBytes;
      default -> others.getOrDefault(resource, 0L);
    };
  }

  public long requestedCpuMillis() {
    return cpuMillis;
  }

  public long requestedMemoryBytes() {
    return memoryBytes;
  }

  public long requestedStorageBytes() {
    return storageBytes;
  }

  /// The same for scores, where a Pod that asks for nothing is not weightless.
  public long weightCpuMillis() {
    return weightCpuMillis;
  }

  public long weightMemoryBytes() {
    return weightMemoryBytes;
  }

  void show(NodeView newer) {
    node = newer;
  }

  void add(PodView pod) {
    pods.put(pod.key(), pod);
    ports.addAll(pod.wish().ports());
    count(pod, 1);
  }

  void remove(PodView pod) {
    pods.remove(pod.key());
    for (HostPort port : pod.wish().ports()) ports.remove(port);
    count(pod, -1);
  }

  /// Shows the Pod as it looks now; what it asks for is as before.
  void replace(PodView pod) {
    pods.put(pod.key(), pod);
  }

  private void count(PodView pod, int sign) {
    Amounts requests = pod.wish().requests();
    Amounts weight = pod.wish().weight();
    cpuMillis += sign * requests.cpuMillis();
    memoryBytes += sign * requests.memoryBytes();
    storageBytes += sign * requests.storageBytes();
    weightCpuMillis += sign * weight.cpuMillis();
    weightMemoryBytes += sign * weight.memoryBytes();
    if (!requests.others().isEmpty()) {
      requests.others().forEach((name, units) -> others.merge(name, sign * units, Long::sum));
    }
  }

  @Override
  public String toString() {
    return name() + " with " + pods.size() + " pods";
  }
}
