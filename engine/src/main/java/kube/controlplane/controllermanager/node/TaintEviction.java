package kube.controlplane.controllermanager.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Taint;
import kube.foundation.api.Toleration;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Deletes Pods from nodes with a `NoExecute` taint once they no longer tolerate it.
///
/// Most Pods bear a silent node for 300 seconds, because the API server gives them that toleration.
/// Deleting only marks the Pod: until its kubelet speaks again it stays `Terminating`, while its
/// owner already makes another one elsewhere.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
final class TaintEviction {

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<Pod> pods;
  private final EventRecorder events;
  private final ControllerLoop loop;

  TaintEviction(Actor actor, ApiClient client, SharedInformer<Node> nodes,
      SharedInformer<Pod> pods, EventRecorder events) {
    this.actor = actor;
    this.client = client;
    this.nodes = nodes;
    this.pods = pods;
    this.events = events;
    this.loop = new ControllerLoop(actor, this::reconcile);
  }

  void start() {
    nodes.onChange(change -> lookAtPodsOf(change.object().metadata().name()));
    pods.onChange(change -> change.after().ifPresent(pod -> loop.look(pod.key())));
  }

  private void lookAtPodsOf(String node) {
    pods.list("")
        .stream()
        .filter(pod -> pod.nodeName().equals(node))
        .forEach(pod -> loop.look(pod.key()));
  }

  private Result reconcile(Key key) {
    Optional<Pod> pod = pods.get(key).filter(p -> p.isAssigned() && !p.metadata().isBeingDeleted());
    if (pod.isEmpty()) return Result.done();
    Optional<Instant> leavesAt = leavesAt(pod.get());
    if (leavesAt.isEmpty()) return Result.done();
    Duration left = Duration.between(actor.now(), leavesAt.get());
    return left.isPositive() ? Result.after(left) : evict(pod.get());
  }

  /// When the first taint that the Pod does not bear for ever drives it out; empty when none does.
  private Optional<Instant> leavesAt(Pod pod) {
    return nodes.get(new Key("", pod.nodeName()))
        .stream()
        .flatMap(node -> node.taints().stream())
        .filter(taint -> taint.effect().equals("NoExecute"))
        .flatMap(taint -> drivesOutAt(pod, taint).stream())
        .min(Instant::compareTo);
  }

  private Optional<Instant> drivesOutAt(Pod pod, Taint taint) {
    Instant since = taint.timeAdded().orElse(actor.now());
    List<Toleration> bearing = pod.tolerations().stream()
        .filter(toleration -> toleration.tolerates(taint)).toList();
    if (bearing.isEmpty()) return Optional.of(since);
    return bearing.stream()
        .flatMap(toleration -> toleration.tolerated().stream())
        .min(Duration::compareTo)
        .map(since::plus);
  }

  private Result evict(Pod pod) {
    events.normal(Kinds.POD, pod.metadata(), "TaintManagerEviction",
        "Marking for deletion Pod " + pod.key());
    return client.delete(Kinds.POD, pod.metadata())
        .refusal()
        .filter(refusal -> !refusal.isNotFound() && !refusal.isConflict())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
