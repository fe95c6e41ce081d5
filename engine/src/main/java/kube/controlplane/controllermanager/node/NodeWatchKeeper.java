package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.Lister;

/// The node lifecycle controller of the reference cluster.
///
/// A node that is silent for 50 seconds becomes `Unknown`; one that is not ready is given up, zone by
/// zone and not too fast. When every node of every zone falls silent, nobody is given up at all: then
/// it is we who cannot hear, and killing every Pod would be the real accident.
///
/// Owned by the loop; no field here is ever touched from elsewhere.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats ·
/// [node_lifecycle_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/nodelifecycle/node_lifecycle_controller.go)
public final class NodeWatchKeeper implements NodeLifecycle {

  /// How long a node may be silent (`--node-monitor-grace-period`).
  public static final Duration GRACE_PERIOD = Duration.ofSeconds(50);

  /// How long a new node may take to report for the first time (`--node-startup-grace-period`).
  public static final Duration STARTUP_GRACE_PERIOD = Duration.ofSeconds(60);

  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final String LEASE_NAMESPACE = "kube-node-lease";

  private final Heartbeats heartbeats = new Heartbeats();
  private final SortedMap<String, Zone> zones = new TreeMap<>();
  private final Map<String, String> lastReadiness = new HashMap<>();
  private boolean everythingIsDark;

  @Override
  public List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases) {
    List<NodeAction> actions = new ArrayList<>();
    List<Node> all = nodes.list("");
    Map<String, String> readiness = new HashMap<>();
    for (Node node : all) {
      readiness.put(node.metadata().name(), readiness(node, leases, now, actions));
    }
    noteLosses(all, readiness, actions);
    countZones(all, readiness);
    boolean wasDark = everythingIsDark;
    everythingIsDark = !zones.isEmpty() && zones.values().stream()
        .allMatch(zone -> zone.state() == Zone.State.FULL_DISRUPTION);
    if (everythingIsDark) {
      spareEverybody(all, actions);
    } else {
      if (wasDark) heartbeats.forgive(now);
      giveUp(all, readiness, now, actions);
    }
    forgetTheDeleted(readiness.keySet());
    return actions;
  }

  /// `True`, `False` or `Unknown`: what the node says of itself, unless it has said nothing for too
  /// long.
  private String readiness(Node node, Lister<Lease> leases, Instant now,
      List<NodeAction> actions) {
    String name = node.metadata().name();
    Duration silence = heartbeats.listen(node, leases.get(new Key(LEASE_NAMESPACE, name)), now);
    String said = node.condition("Ready").map(Condition::status).orElse("");
    Duration grace = said.isEmpty() ? STARTUP_GRACE_PERIOD : GRACE_PERIOD;
    if (silence.compareTo(grace) < 0) return said.isEmpty() ? "False" : said;
    if (!said.equals("Unknown")) {
      actions.add(new NodeAction.MarkUnknown(name, "silent for " + silence.toSeconds()
          + " s, longer than the grace of " + grace.toSeconds() + " s"));
    }
    return "Unknown";
  }

  private void noteLosses(List<Node> all, Map<String, String> readiness,
      List<NodeAction> actions) {
    for (Node node : all) {
      String name = node.metadata().name();
      String now = readiness.getOrDefault(name, "");
      boolean wasReady = "True".equals(lastReadiness.put(name, now));
      if (wasReady && !now.equals("True")) {
        actions.add(new NodeAction.MarkPodsNotReady(name, "the node is not ready any more"));
      }
    }
  }

  private void countZones(List<Node> all, Map<String, String> readiness) {
    zones.values().forEach(Zone::beginCount);
    for (Node node : all) {
      zones.computeIfAbsent(Zone.of(node), _ -> new Zone())
          .count("True".equals(readiness.get(node.metadata().name())));
    }
    zones.values().removeIf(zone -> zone.size() == 0);
    zones.values().forEach(Zone::endCount);
  }

  private void spareEverybody(List<Node> all, List<NodeAction> actions) {
    zones.values().forEach(Zone::emptyQueue);
    for (Node node : all) {
      if (noExecuteTaint(node).isEmpty()) continue;
      actions.add(new NodeAction.Untaint(node.metadata().name(),
          "all nodes of all zones are dark: the fault is probably ours"));
    }
  }

  private void giveUp(List<Node> all, Map<String, String> readiness, Instant now,
      List<NodeAction> actions) {
    Map<String, String> wanted = new HashMap<>();
    for (Node node : all) {
      String name = node.metadata().name();
      Zone zone = zones.getOrDefault(Zone.of(node), new Zone());
      String has = noExecuteTaint(node);
      String wants = switch (readiness.getOrDefault(name, "")) {
        case "True" -> "";
        case "Unknown" -> UNREACHABLE;
        default -> NOT_READY;
      };
      if (wants.isEmpty()) {
        zone.leaveQueue(name);
        if (!has.isEmpty()) actions.add(new NodeAction.Untaint(name, "the node is ready again"));
      } else if (has.isEmpty()) {
        wanted.put(name, wants);
        zone.wait(name);
      } else if (!has.equals(wants)) {
        actions.add(new NodeAction.Taint(name, wants, "what is wrong with it has changed"));
      }
    }
    zones.forEach((name, zone) -> zone.next(now).ifPresent(node -> {
      String key = wanted.get(node);
      if (key != null) {
        actions.add(new NodeAction.Taint(node, key, zone.dark() + " of " + zone.size()
            + " nodes" + (name.isEmpty() ? "" : " of zone " + name) + " are dark"));
      }
    }));
  }

  private static String noExecuteTaint(Node node) {
    return node.taints().stream()
        .filter(taint -> taint.effect().equals("NoExecute"))
        .map(kube.foundation.api.Taint::key)
        .filter(key -> key.equals(NOT_READY) || key.equals(UNREACHABLE))
        .findFirst().orElse("");
  }

  private void forgetTheDeleted(Set<String> nodes) {
    heartbeats.retain(nodes);
    lastReadiness.keySet().retainAll(nodes);
  }

  /// How dark each zone is, by its name, for those who look behind the curtain.
  public SortedMap<String, String> zoneStates() {
    return zones.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
        entry -> entry.getValue().state().name(), (one, _) -> one, TreeMap::new));
  }
}
