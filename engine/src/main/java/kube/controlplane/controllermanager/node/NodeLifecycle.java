package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Taint;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Watches the heartbeats of all nodes, every five seconds.
///
/// A heartbeat is a *change* of the Lease or of the node's Ready condition, timed by this
/// controller's own clock: a node whose clock is wrong is not dead. A node silent for the grace
/// period becomes `Unknown` and gets the taint that makes its Pods leave in time; a node that speaks
/// again loses it.
///
/// Owned by the loop.
///
/// **Models** leases, the grace period of 50 s, taints for `NotReady` and `Unknown`. **Leaves out**
/// zones and the limits on eviction when most of a zone is dark, which come with the complete
/// controller.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#condition
public final class NodeLifecycle {

  /// How long a node may be silent (`--node-monitor-grace-period`).
  public static final Duration GRACE_PERIOD = Duration.ofSeconds(50);

  static final String NOT_READY = "node.kubernetes.io/not-ready";
  static final String UNREACHABLE = "node.kubernetes.io/unreachable";

  private static final Duration MONITOR_PERIOD = Duration.ofSeconds(5);
  private static final String LEASE_NAMESPACE = "kube-node-lease";

  /// What was last seen of a node, and when by our clock.
  private record Heartbeat(String seen, Instant at) {}

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<Lease> leases;
  private final SharedInformer<Pod> pods;
  private final EventRecorder events;
  private final TreeMap<String, Heartbeat> heartbeats = new TreeMap<>();

  public NodeLifecycle(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.nodes = informers.of(Kinds.NODE)
        .onChange(change -> change.after().ifPresent(this::syncTaints));
    this.leases = informers.of(Kinds.LEASE);
    this.pods = informers.of(Kinds.POD);
    this.events = new EventRecorder(actor, client, "node-controller");
    new TaintEviction(actor, client, nodes, pods, events).start();
    actor.after(MONITOR_PERIOD, this::monitor);
  }

  private void monitor() {
    if (nodes.isSynced() && leases.isSynced()) nodes.list("").forEach(this::listen);
    actor.after(MONITOR_PERIOD, this::monitor);
  }

  private void listen(Node node) {
    String name = node.metadata().name();
    String seen = leaseOf(name) + " " + node.condition("Ready").map(Condition::status).orElse("");
    Heartbeat last = heartbeats.get(name);
    if (last == null || !last.seen.equals(seen)) {
      heartbeats.put(name, new Heartbeat(seen, actor.now()));
      return;
    }
    Duration silence = Duration.between(last.at, actor.now());
    boolean isKnownSilent = node.condition("Ready")
        .filter(ready -> ready.status().equals("Unknown"))
        .isPresent();
    if (silence.compareTo(GRACE_PERIOD) >= 0 && !isKnownSilent) declareUnknown(node, silence);
  }

  private String leaseOf(String node) {
    return leases.get(new Key(LEASE_NAMESPACE, node))
        .flatMap(Lease::renewTime)
        .map(Instant::toString)
        .orElse("");
  }

  private void declareUnknown(Node node, Duration silence) {
    actor.record("decide", "nodes/" + node.metadata().name(),
        "silent for " + silence.toSeconds() + " s, longer than the grace of "
            + GRACE_PERIOD.toSeconds() + " s");
    ObjectNode status = Json.object();
    var list = status.putArray("conditions");
    for (Condition condition : node.conditions()) {
      list.add(new Condition(condition.type(), "Unknown", "NodeStatusUnknown",
          "Kubelet stopped posting node status.", Optional.of(actor.now())).toJson());
    }
    if (!client.patchStatus(Kinds.NODE, node.key(), status).isOk()) return;
    heartbeats.put(node.metadata().name(),
        new Heartbeat(leaseOf(node.metadata().name()) + " Unknown", actor.now()));
    events.normal(Kinds.NODE, node.metadata(), "NodeNotReady",
        "Node " + node.metadata().name() + " status is now: NodeNotReady");
    pods.list("")
        .stream()
        .filter(pod -> pod.nodeName().equals(node.metadata().name()) && pod.isReady())
        .forEach(this::markNotReady);
  }

  /// Traffic must not go to a Pod that nobody has heard of.
  private void markNotReady(Pod pod) {
    ObjectNode status = Json.object();
    var list = status.putArray("conditions");
    for (Condition condition : pod.conditions()) {
      boolean isReady = condition.type().equals("Ready");
      list.add(isReady
          ? new Condition("Ready", "False", "NodeNotReady", "", Optional.of(actor.now())).toJson()
          : condition.toJson());
    }
    client.patchStatus(Kinds.POD, pod.key(), status);
    events.warning(Kinds.POD, pod.metadata(), "NodeNotReady", "Node is not ready");
  }

  /// The taints of a node follow from its Ready condition.
  private void syncTaints(Node node) {
    String ready = node.condition("Ready").map(Condition::status).orElse("False");
    String wanted = switch (ready) {
      case "True" -> "";
      case "Unknown" -> UNREACHABLE;
      default -> NOT_READY;
    };
    List<Taint> taints = new ArrayList<>(node.taints());
    taints.removeIf(taint -> isOurs(taint) && !taint.key().equals(wanted));
    if (!wanted.isEmpty()) addMissing(taints, wanted);
    if (!taints.equals(node.taints())) write(node, taints);
  }

  private void addMissing(List<Taint> taints, String key) {
    for (Map.Entry<String, Optional<Instant>> effect : List.of(
        Map.entry("NoSchedule", Optional.<Instant>empty()),
        Map.entry("NoExecute", Optional.of(actor.now())))) {
      boolean isThere = taints.stream()
          .anyMatch(t -> t.key().equals(key) && t.effect().equals(effect.getKey()));
      if (!isThere) taints.add(new Taint(key, "", effect.getKey(), effect.getValue()));
    }
  }

  private void write(Node node, List<Taint> taints) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", node.metadata().resourceVersion());
    var list = patch.putObject("spec").putArray("taints");
    taints.forEach(taint -> list.add(taint.toJson()));
    boolean conflicted = client.patch(Kinds.NODE, node.key(), patch)
        .refusal()
        .filter(refusal -> !refusal.isNotFound())
        .isPresent();
    if (conflicted) {
      actor.after(Duration.ofSeconds(1), () -> nodes.get(node.key()).ifPresent(this::syncTaints));
    }
  }

  private static boolean isOurs(Taint taint) {
    return taint.key().equals(NOT_READY) || taint.key().equals(UNREACHABLE);
  }
}
