package kube.controlplane.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.scheduler.filter.NodeRoom;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import tools.jackson.databind.node.ObjectNode;

/// Watches for Pods without a node, decides, and writes one binding for each.
///
/// It remembers what it has assigned until its copy of the Pods shows it, so that two Pods in a row
/// do not both take the last free place.
///
/// Owned by the loop.
///
/// **Models** the scheduling cycle with five filters and two scores. **Leaves out** preemption,
/// Pod affinity and topology spread, which come with the complete scheduler.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
public final class Scheduler {

  public static final String NAME = "default-scheduler";

  private final Actor actor;
  private final ApiClient client;
  private final Informer<Pod> pods;
  private final Informer<Node> nodes;
  private final SchedulingQueue queue;
  private final Decider decider;
  private final EventRecorder events;
  private final TreeMap<Key, Pod> assumed = new TreeMap<>();

  public Scheduler(Actor actor, ApiClient client, Faults faults) {
    this.actor = actor;
    this.client = client;
    this.pods = new Informer<>(actor, client, faults, Kinds.POD).onChange(this::podChanged);
    this.nodes = new Informer<>(actor, client, faults, Kinds.NODE).onChange(this::nodeChanged);
    this.queue = new SchedulingQueue(actor, () -> actor.post(this::scheduleNext));
    this.decider = new Decider(actor.randomness());
    this.events = new EventRecorder(actor, client, NAME);
  }

  public void start() {
    nodes.start();
    pods.start();
  }

  private void podChanged(Change<Pod> change) {
    Pod pod = change.object();
    if (change.isDeletion() || pod.isFinished()) {
      assumed.remove(pod.key());
      queue.forget(pod.key());
      queue.somethingChanged();
    } else if (pod.isAssigned()) {
      assumed.remove(pod.key());
      queue.forget(pod.key());
    } else if (waitsForUs(pod) && !assumed.containsKey(pod.key()) && change.before().isEmpty()) {
      queue.add(pod.key());
    }
  }

  private static boolean waitsForUs(Pod pod) {
    return !pod.isAssigned() && pod.schedulerName().equals(NAME)
        && !pod.metadata().isBeingDeleted();
  }

  /// Heartbeats change a node every few seconds and help nobody; room, labels and taints may.
  private void nodeChanged(Change<Node> change) {
    boolean helps = change.before().isEmpty() || change.after().isEmpty()
        || !roomOf(change.before().get()).equals(roomOf(change.after().get()));
    if (helps) queue.somethingChanged();
  }

  private static List<Object> roomOf(Node node) {
    return List.of(node.metadata().labels(), node.taints(), node.unschedulable(),
        node.allocatable());
  }

  private void scheduleNext() {
    queue.next()
        .flatMap(pods::get)
        .filter(Scheduler::waitsForUs)
        .ifPresent(this::schedule);
  }

  private void schedule(Pod pod) {
    Decision decision = decider.decide(pod, rooms());
    actor.record("decide", "pods/" + pod.key(), decision.explanation());
    switch (decision) {
      case Decision.Placed placed -> bind(pod, placed.node());
      case Decision.Unschedulable unschedulable -> report(pod, unschedulable.message());
    }
  }

  private List<NodeRoom> rooms() {
    TreeMap<String, List<Pod>> byNode = new TreeMap<>();
    for (Pod pod : pods.list("")) {
      if (pod.isAssigned() && !pod.isFinished()) place(byNode, pod.nodeName(), pod);
    }
    assumed.values().forEach(pod -> place(byNode, pod.nodeName(), pod));
    return nodes.list("")
        .stream()
        .map(node -> new NodeRoom(node,
            byNode.getOrDefault(node.metadata().name(), List.of())))
        .toList();
  }

  private static void place(Map<String, List<Pod>> byNode, String node, Pod pod) {
    byNode.computeIfAbsent(node, name -> new ArrayList<>()).add(pod);
  }

  private void bind(Pod pod, String node) {
    switch (client.bind(pod, node)) {
      case ApiResult.Ok<?> _ -> {
        assumed.put(pod.key(), withNode(pod, node));
        queue.forget(pod.key());
        events.normal(Kinds.POD, pod.metadata(), "Scheduled",
            "Successfully assigned " + pod.key() + " to " + node);
      }
      case ApiResult.Refused<?> refused when refused.status().isNotFound() ->
        queue.forget(pod.key());
      case ApiResult.Refused<?> _ -> {
        queue.setAside(pod.key());
        queue.somethingChanged();
      }
    }
  }

  private void report(Pod pod, String message) {
    queue.setAside(pod.key());
    events.warning(Kinds.POD, pod.metadata(), "FailedScheduling", message);
    Condition condition = new Condition("PodScheduled", "False", "Unschedulable", message,
        Optional.of(actor.now()));
    boolean known = pod.condition("PodScheduled")
        .filter(old -> old.message().equals(message))
        .isPresent();
    if (known) return;
    ObjectNode status = Json.object();
    status.putArray("conditions").add(condition.toJson());
    client.patchStatus(Kinds.POD, pod.key(), status);
  }

  private static Pod withNode(Pod pod, String node) {
    return new Pod(pod.metadata(), node, pod.schedulerName(), pod.restartPolicy(),
        pod.terminationGracePeriod(), pod.nodeSelector(), pod.tolerations(), pod.containers(),
        pod.phase(), pod.podIP(), pod.startTime(), pod.conditions(), pod.containerStatuses());
  }
}
