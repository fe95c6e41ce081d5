package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kube.controlplane.controllermanager.node.NodeAction;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.api.Taint;
import kube.foundation.client.Lister;

/// Watches over the nodes: suspects who is silent, gives up who stays so, and stops when it is likelier
/// that the network is broken than that so many machines are.
public final class MyNodeLifecycle implements NodeLifecycle {

  private static final Duration GRACE = Duration.ofSeconds(50);
  private static final Duration FIRST_GRACE = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofSeconds(10);
  private static final Duration SLOW_PACE = Duration.ofSeconds(100);
  private static final int LARGE_ZONE = 50;
  private static final int FEW_DARK = 2;
  private static final int MOST_PERCENT = 55;

  private static final String NOT_READY = "node.kubernetes.io/not-ready";
  private static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  /// What a node last told, and when we, by our own clock, first saw it.
  private record Sign(String told, Instant seen) {}

  /// A node, and what we think of it: `True`, `False` or `Unknown`.
  private record Judged(Node node, String readiness) {
    String name() {
      return node.metadata().name();
    }

    boolean isReady() {
      return readiness.equals("True");
    }

    String zone() {
      Map<String, String> labels = node.metadata().labels();
      return labels.getOrDefault("topology.kubernetes.io/region", "") + "/"
          + labels.getOrDefault("topology.kubernetes.io/zone", "");
    }

    /// The key of the taint that it has; empty when it was not given up.
    String taint() {
      return node.taints().stream().filter(taint -> taint.effect().equals("NoExecute"))
          .map(Taint::key).filter(Set.of(NOT_READY, UNREACHABLE)::contains)
          .findFirst().orElse("");
    }

    /// The key that fits what is wrong with it.
    String fittingTaint() {
      return readiness.equals("Unknown") ? UNREACHABLE : NOT_READY;
    }
  }

  private final Map<String, Sign> signs = new HashMap<>();
  private final Map<String, Instant> lastGivenUp = new HashMap<>();
  private Set<String> ready = Set.of();

  @Override
  public List<NodeAction> tick(Instant now, Lister<Node> nodes, Lister<Lease> leases) {
    List<NodeAction> actions = new ArrayList<>();
    List<Judged> all = nodes.list("").stream()
        .map(node -> judge(node, leases, now, actions)).toList();
    Set<String> names = all.stream().map(Judged::name).collect(Collectors.toSet());
    signs.keySet().retainAll(names);

    all.stream().filter(node -> !node.isReady() && ready.contains(node.name()))
        .forEach(node -> actions.add(
            new NodeAction.MarkPodsNotReady(node.name(), "it is not ready any more")));
    ready = all.stream().filter(Judged::isReady).map(Judged::name).collect(Collectors.toSet());

    if (ready.isEmpty()) {
      forgive(all, "all nodes are dark: the fault is probably ours", actions);
    } else {
      forgive(all.stream().filter(Judged::isReady).toList(), "it is ready again", actions);
      all.stream().collect(Collectors.groupingBy(Judged::zone, TreeMap::new, Collectors.toList()))
          .forEach((zone, its) -> giveUp(zone, its, now, actions));
    }
    return actions;
  }

  // ── Is it silent?

  private Judged judge(Node node, Lister<Lease> leases, Instant now, List<NodeAction> actions) {
    String name = node.metadata().name();
    String said = node.condition("Ready").map(Condition::status).orElse("");
    Duration grace = said.isEmpty() ? FIRST_GRACE : GRACE;
    if (silence(name, said, leases, now).compareTo(grace) < 0) {
      return new Judged(node, said.isEmpty() ? "False" : said);
    }
    if (!said.equals("Unknown")) {
      actions.add(new NodeAction.MarkUnknown(name, "silent for " + grace.toSeconds() + " s"));
    }
    return new Judged(node, "Unknown");
  }

  /// How long the node has told nothing new. The times that it tells are of its own clock, so they are
  /// compared with each other and never with ours.
  private Duration silence(String name, String said, Lister<Lease> leases, Instant now) {
    String told = said + leases.get(new Key("kube-node-lease", name)).flatMap(Lease::renewTime);
    Sign sign = signs.merge(name, new Sign(told, now),
        (before, fresh) -> before.told.equals(told) ? before : fresh);
    return Duration.between(sign.seen, now);
  }

  // ── What is to be done?

  private static void forgive(List<Judged> nodes, String reason, List<NodeAction> actions) {
    nodes.stream().filter(node -> !node.taint().isEmpty())
        .forEach(node -> actions.add(new NodeAction.Untaint(node.name(), reason)));
  }

  private void giveUp(String zone, List<Judged> nodes, Instant now, List<NodeAction> actions) {
    List<Judged> dark = nodes.stream().filter(node -> !node.isReady()).toList();
    dark.stream().filter(node -> !node.taint().isEmpty())
        .filter(node -> !node.taint().equals(node.fittingTaint()))
        .forEach(node -> actions.add(taint(node, "what is wrong with it has changed")));

    boolean isTime = pace(dark.size(), nodes.size())
        .filter(pace -> !now.isBefore(lastGivenUp.getOrDefault(zone, Instant.MIN).plus(pace)))
        .isPresent();
    dark.stream().filter(node -> isTime && node.taint().isEmpty()).findFirst().ifPresent(node -> {
      actions.add(taint(node, dark.size() + " of " + nodes.size() + " nodes of its zone are dark"));
      lastGivenUp.put(zone, now);
    });
  }

  private static NodeAction taint(Judged node, String reason) {
    return new NodeAction.Taint(node.name(), node.fittingTaint(), reason);
  }

  /// How long to wait after a node before the next one is given up; empty when none may be.
  private static Optional<Duration> pace(int dark, int size) {
    boolean isMostDark = dark > FEW_DARK && dark < size && dark * 100 >= size * MOST_PERCENT;
    if (!isMostDark) return Optional.of(PACE);
    return size > LARGE_ZONE ? Optional.of(SLOW_PACE) : Optional.empty();
  }
}
