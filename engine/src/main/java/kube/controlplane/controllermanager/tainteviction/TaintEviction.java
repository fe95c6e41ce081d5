package kube.controlplane.controllermanager.tainteviction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ArrayNode;

/// Deletes Pods from nodes with a `NoExecute` taint once they no longer tolerate it.
///
/// Most Pods bear a silent node for 300 seconds, because the API server gives them that toleration.
/// Deleting only marks the Pod: until its kubelet speaks again it stays `Terminating`, while its
/// owner already makes another one elsewhere. When the taint goes in time, the Pod stays.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [taint_eviction.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/tainteviction/taint_eviction.go)
public final class TaintEviction {

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<Pod> pods;
  private final EventRecorder events;
  private final ControllerLoop loop;
  private final Set<Key> condemned = new HashSet<>();

  public TaintEviction(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "taint-eviction-controller");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.nodes = informers.of(Kinds.NODE);
    this.pods = informers.of(Kinds.POD);
    nodes.onChange(this::nodeChanged);
    pods.onChange(change -> {
      if (change.isDeletion()) condemned.remove(change.object().key());
      change.after().filter(this::isConcerned).ifPresent(pod -> loop.look(pod.key()));
    });
  }

  private void nodeChanged(Change<Node> change) {
    boolean hadTaints = change.before().filter(node -> !node.taints().isEmpty()).isPresent();
    boolean hasTaints = change.after().filter(node -> !node.taints().isEmpty()).isPresent();
    if (!hadTaints && !hasTaints) return;
    String node = change.object().metadata().name();
    pods.list("").stream()
        .filter(pod -> pod.nodeName().equals(node))
        .forEach(pod -> loop.look(pod.key()));
  }

  private boolean isConcerned(Pod pod) {
    return condemned.contains(pod.key())
        || node(pod).filter(node -> !node.taints().isEmpty()).isPresent();
  }

  private Optional<Node> node(Pod pod) {
    return pod.isAssigned() ? nodes.get(new Key("", pod.nodeName())) : Optional.empty();
  }

  private Result reconcile(Key key) {
    Optional<Pod> pod = pods.get(key).filter(one -> !one.metadata().isBeingDeleted());
    if (pod.isEmpty()) return Result.done();
    Optional<Instant> end = node(pod.get())
        .flatMap(node -> Patience.endsAt(pod.get(), node, actor.now()));
    if (end.isEmpty()) {
      if (condemned.remove(key)) note(pod.get(), "Cancelling deletion of Pod " + key);
      return Result.done();
    }
    condemned.add(key);
    Duration left = Duration.between(actor.now(), end.get());
    return left.isPositive() ? Result.after(left) : evict(pod.get());
  }

  private Result evict(Pod pod) {
    note(pod, "Marking for deletion Pod " + pod.key());
    client.edit(Kinds.POD, pod.key(), "status", object -> {
      ArrayNode conditions = object.withObject("status").withArray("conditions");
      boolean isSaid = conditions.valueStream()
          .anyMatch(one -> Json.text(one, "type").equals("DisruptionTarget"));
      if (isSaid) return;
      conditions.add(new Condition("DisruptionTarget", "True", "DeletionByTaintManager",
          "Taint manager: deleting due to NoExecute taint", Optional.of(actor.now())).toJson());
    });
    return client.delete(Kinds.POD, pod.metadata())
        .refusal()
        .filter(refusal -> !refusal.isNotFound() && !refusal.isConflict())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }

  private void note(Pod pod, String message) {
    events.normal(Kinds.POD, pod.metadata(), "TaintManagerEviction", message);
  }
}
