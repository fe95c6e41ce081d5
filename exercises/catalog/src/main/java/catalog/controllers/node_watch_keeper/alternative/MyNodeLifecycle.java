package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import kube.controlplane.controllermanager.node.NodeAction;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.foundation.api.Key;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.Lister;

/// Keeps a file on each node and a queue for each zone, as the real controller does.
public final class MyNodeLifecycle implements NodeLifecycle {

  private static final String PREFIX = "node.kubernetes.io/";
  private static final Duration EVERYTHING = Duration.ofDays(100_000);

  /// What we know of one node.
  private static final class File {
    String told = "nothing yet";
    Instant heard = Instant.EPOCH;
    boolean wasReady;
    boolean isReady;
    String wrong = "";
    String taint = "";
  }

  /// One zone: who waits to be given up, and when the last one was.
  private static final class Zone {
    final Deque<String> waiting = new ArrayDeque<>();
    Instant last = Instant.EPOCH;
    int dark;
    int size;

    Duration pause() {
      if (dark <= 2 || dark == size || dark / (double) size < 0.55) return Duration.ofSeconds(10);
      return size > 50 ? Duration.ofSeconds(100) : EVERYTHING;
    }
  }

  private final TreeMap<String, File> files = new TreeMap<>();
  private final TreeMap<String, Zone> zones = new TreeMap<>();

  @Override
  public List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases) {
    List<NodeAction> actions = new ArrayList<>();
    List<Node> all = nodes.list("");
    Set<String> present = new HashSet<>();
    zones.values().forEach(zone -> zone.size = zone.dark = 0);
    for (Node node : all) {
      String name = node.metadata().name();
      present.add(name);
      File file = files.computeIfAbsent(name, _ -> new File());
      update(file, node, leases, now, actions);
      if (file.wasReady && !file.isReady) {
        actions.add(new NodeAction.MarkPodsNotReady(name, "nobody knows how they are"));
      }
      file.wasReady = file.isReady;
      Zone zone = zone(node);
      zone.size++;
      if (!file.isReady) zone.dark++;
    }
    files.keySet().retainAll(present);
    boolean isAllDark = files.values().stream().noneMatch(file -> file.isReady);
    for (Node node : all) decide(node, isAllDark, actions);
    zones.values().forEach(zone -> next(zone, now, actions));
    return actions;
  }

  private void update(File file, Node node, Lister<Lease> leases, Instant now,
      List<NodeAction> actions) {
    String said = "";
    for (var condition : node.conditions()) {
      if (condition.type().equals("Ready")) said = condition.status();
    }
    String name = node.metadata().name();
    String told = leases.get(new Key("kube-node-lease", name)).map(Lease::renewTime) + said;
    if (!told.equals(file.told)) {
      file.told = told;
      file.heard = now;
    }
    boolean isSilent = !now.isBefore(file.heard.plusSeconds(said.isEmpty() ? 60 : 50));
    if (isSilent && !said.equals("Unknown")) {
      actions.add(new NodeAction.MarkUnknown(name, "it is silent"));
    }
    file.isReady = said.equals("True") && !isSilent;
    file.wrong = file.isReady
        ? ""
        : PREFIX + (isSilent || said.equals("Unknown") ? "unreachable" : "not-ready");
    file.taint = "";
    for (var taint : node.taints()) {
      boolean isOurs = taint.key().equals(PREFIX + "unreachable")
          || taint.key().equals(PREFIX + "not-ready");
      if (isOurs && taint.effect().equals("NoExecute")) file.taint = taint.key();
    }
  }

  private void decide(Node node, boolean isAllDark, List<NodeAction> actions) {
    String name = node.metadata().name();
    File file = files.get(name);
    Deque<String> waiting = zone(node).waiting;
    if (file.isReady || isAllDark) {
      waiting.remove(name);
      if (!file.taint.isEmpty()) actions.add(new NodeAction.Untaint(name, "it may stay"));
    } else if (file.taint.isEmpty()) {
      if (!waiting.contains(name)) waiting.add(name);
    } else if (!file.taint.equals(file.wrong)) {
      actions.add(new NodeAction.Taint(name, file.wrong, "another trouble than before"));
    }
  }

  private void next(Zone zone, Instant now, List<NodeAction> actions) {
    zone.waiting.removeIf(name -> !files.containsKey(name));
    if (zone.waiting.isEmpty() || now.isBefore(zone.last.plus(zone.pause()))) return;
    String name = zone.waiting.remove();
    actions.add(new NodeAction.Taint(name, files.get(name).wrong, "its turn has come"));
    zone.last = now;
  }

  private Zone zone(Node node) {
    String name = "";
    for (String level : new String[]{"region", "zone"}) {
      name += "/" + node.metadata().labels().getOrDefault("topology.kubernetes.io/" + level, "");
    }
    return zones.computeIfAbsent(name, _ -> new Zone());
  }
}
