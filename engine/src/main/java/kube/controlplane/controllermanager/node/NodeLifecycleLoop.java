package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Taint;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs a [NodeLifecycle], ours or a learner's, against the cluster, every five seconds, and carries
/// out what it decides.
///
/// Owned by the loop.
public final class NodeLifecycleLoop {

  private static final Duration MONITOR_PERIOD = Duration.ofSeconds(5);
  private static final List<String> KUBELETS_CONDITIONS = List.of("Ready", "MemoryPressure",
      "DiskPressure", "PIDPressure");

  private final Actor actor;
  private final ApiClient client;
  private final Part<NodeLifecycle> controller;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<Lease> leases;
  private final SharedInformer<Pod> pods;
  private final EventRecorder events;
  private final ControllerLoop conditions;

  public NodeLifecycleLoop(Actor actor, ApiClient client, Informers informers,
      Part<NodeLifecycle> controller) {
    this.actor = actor;
    this.client = client;
    this.controller = controller;
    this.events = new EventRecorder(actor, client, "node-controller");
    this.conditions = new ControllerLoop(actor, this::correctTaints);
    this.nodes = informers.of(Kinds.NODE);
    this.leases = informers.of(Kinds.LEASE);
    this.pods = informers.of(Kinds.POD);
    nodes.onChange(change -> change.after().ifPresent(node -> {
      if (change.before().isEmpty()) noteRegistration(node);
      conditions.look(node.key());
    }));
    actor.after(MONITOR_PERIOD, this::monitor);
  }

  private void noteRegistration(Node node) {
    String name = node.metadata().name();
    events.normal(Kinds.NODE, node.metadata(), "RegisteredNode",
        "Node " + name + " event: Registered Node " + name + " in Controller");
  }

  private void monitor() {
    if (nodes.isSynced() && leases.isSynced() && pods.isSynced()) {
      controller.ask(part -> part.tick(actor.now(), nodes, leases)).forEach(this::carryOut);
    }
    actor.after(MONITOR_PERIOD, this::monitor);
  }

  /// What is refused is decided again five seconds later.
  private void carryOut(NodeAction action) {
    Optional<Node> found = nodes.get(new Key("", action.node()));
    if (found.isEmpty()) return;
    Node node = found.get();
    actor.record("decide", "nodes/" + action.node(), action.reason());
    switch (action) {
      case NodeAction.MarkUnknown _ -> markUnknown(node);
      case NodeAction.MarkPodsNotReady _ -> markPodsNotReady(node);
      case NodeAction.Taint taint -> setNoExecute(node, Optional.of(taint.key()));
      case NodeAction.Untaint _ -> setNoExecute(node, Optional.empty());
    }
  }

  private void markUnknown(Node node) {
    client.edit(Kinds.NODE, node.key(), "status", object -> {
      ArrayNode list = object.withObject("status").withArray("conditions");
      for (String type : KUBELETS_CONDITIONS) {
        Optional<ObjectNode> there = list.valueStream()
            .filter(one -> Json.text(one, "type").equals(type))
            .map(one -> (ObjectNode) one).findFirst();
        if (there.isEmpty()) {
          list.add(unknown(type, "NodeStatusNeverUpdated", "Kubelet never posted node status."));
        } else if (!Json.text(there.get(), "status").equals("Unknown")) {
          there.get().setAll(unknown(type, "NodeStatusUnknown",
              "Kubelet stopped posting node status."));
        }
      }
    });
  }

  private ObjectNode unknown(String type, String reason, String message) {
    return new Condition(type, "Unknown", reason, message, Optional.of(actor.now())).toJson();
  }

  private void markPodsNotReady(Node node) {
    String name = node.metadata().name();
    events.normal(Kinds.NODE, node.metadata(), "NodeNotReady",
        "Node " + name + " status is now: NodeNotReady");
    pods.list("").stream()
        .filter(pod -> pod.nodeName().equals(name) && pod.isReady())
        .forEach(this::markNotReady);
  }

  /// Traffic must not go to a Pod that nobody has heard of.
  private void markNotReady(Pod pod) {
    boolean isDone = client.edit(Kinds.POD, pod.key(), "status", object -> {
      for (var one : object.withObject("status").withArray("conditions")) {
        if (!Json.text(one, "type").equals("Ready")) continue;
        ((ObjectNode) one).put("status", "False")
            .put("lastTransitionTime", Json.time(actor.now()));
      }
    }).isOk();
    if (isDone) events.warning(Kinds.POD, pod.metadata(), "NodeNotReady", "Node is not ready");
  }

  /// Reads the node again: its conditions may have been written a moment before, which the copy does
  /// not show yet.
  private void setNoExecute(Node seen, Optional<String> key) {
    Optional<Node> now = client.get(Kinds.NODE, seen.key()).toOptional();
    if (now.isEmpty()) return;
    Node node = now.get();
    List<Taint> taints = new ArrayList<>(node.taints());
    taints.removeIf(taint -> taint.effect().equals("NoExecute")
        && (taint.key().equals(NodeWatchKeeper.NOT_READY)
            || taint.key().equals(NodeWatchKeeper.UNREACHABLE)));
    key.ifPresent(one -> taints.add(new Taint(one, "", "NoExecute", Optional.of(actor.now()))));
    write(node, taints);
  }

  private Result correctTaints(Key key) {
    Optional<Node> node = nodes.get(key);
    if (node.isEmpty()) return Result.done();
    List<Taint> taints = ConditionTaints.corrected(node.get(), actor.now());
    if (taints.equals(node.get().taints())) return Result.done();
    return write(node.get(), taints) ? Result.done() : Result.after(Duration.ofSeconds(1));
  }

  /// Returns whether it is done, or the node is gone.
  private boolean write(Node node, List<Taint> taints) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", node.metadata().resourceVersion());
    ObjectNode spec = patch.putObject("spec");
    if (taints.isEmpty()) {
      spec.putNull("taints");
    } else {
      ArrayNode list = spec.putArray("taints");
      taints.forEach(taint -> list.add(taint.toJson()));
    }
    return client.patch(Kinds.NODE, node.key(), patch)
        .refusal()
        .filter(refusal -> !refusal.isNotFound())
        .isEmpty();
  }
}
