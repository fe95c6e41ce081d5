package kube.controlplane.scheduler;

import java.util.Optional;

import kube.controlplane.scheduler.preemption.Preemption;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what was decided: the one place where a scheduler writes.
///
/// **In Kubernetes:** the extension points Bind and PostBind of
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
final class Deeds {

  private static final Kind<PodView> PODS = Kinds.POD.readAs(PodView::of);

  private final Actor actor;
  private final ApiClient client;
  private final String scheduler;
  private final EventRecorder events;

  /// @param scheduler the name of the profile, in which events are written
  Deeds(Actor actor, ApiClient client, String scheduler) {
    this.actor = actor;
    this.client = client;
    this.scheduler = scheduler;
    this.events = new EventRecorder(actor, client, scheduler);
  }

  /// Writes the binding; empty when that went well.
  Optional<Status> bind(PodView pod, String node) {
    ApiResult<Resource> result = client.bind(pod.metadata(), node);
    if (result.isOk()) {
      events.normal(Kinds.POD, pod.metadata(), "Scheduled",
          "Successfully assigned " + pod.key() + " to " + node);
    }
    return result.refusal();
  }

  /// Tells the Pod's owner why it waits.
  ///
  /// @param nominated the node that it was promised; empty for none
  void report(PodView pod, String reason, String message, String nominated) {
    events.warning(Kinds.POD, pod.metadata(), "FailedScheduling", message);
    boolean known = pod.status().unschedulableMessage().equals(message)
        && pod.status().unschedulableReason().equals(reason)
        && pod.status().nominatedNode().equals(nominated);
    if (known) return;
    ObjectNode status = Json.object();
    if (!pod.status().nominatedNode().equals(nominated)) {
      if (nominated.isEmpty()) {
        status.putNull("nominatedNodeName");
      } else {
        status.put("nominatedNodeName", nominated);
      }
    }
    addCondition(status, "PodScheduled", "False", reason, message);
    client.mergeStatus(PODS, pod.key(), status);
  }

  /// Takes back the promise of a node.
  void withdrawPromise(PodView pod) {
    ObjectNode status = Json.object().putNull("nominatedNodeName");
    client.mergeStatus(PODS, pod.key(), status);
  }

  /// Makes a Pod leave for another; it gets its full time of grace.
  void evict(PodView victim, PodView newcomer) {
    if (!victim.isLeaving()) {
      ObjectNode status = Json.object();
      addCondition(status, "DisruptionTarget", "True", Preemption.REASON,
          scheduler + ": preempting to accommodate a higher priority pod");
      client.mergeStatus(PODS, victim.key(), status);
      client.delete(PODS, victim.metadata());
    }
    events.normal(Kinds.POD, victim.metadata(), "Preempted", "Preempted by pod "
        + newcomer.metadata().uid() + " on node " + victim.nodeName());
  }

  private void addCondition(ObjectNode status, String type, String value, String reason,
      String message) {
    status.putArray("conditions").add(
        new Condition(type, value, reason, message, Optional.of(actor.now())).toJson());
  }
}
