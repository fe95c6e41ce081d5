package kube.controlplane.controllermanager.disruption;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Takes back the announcement that a Pod will be ended, when nobody has ended it after two minutes:
/// whoever wrote it has been interrupted.
///
/// What a kubelet wrote stays, because it may take as long as it likes.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
final class StaleTargets {

  private static final String TYPE = "DisruptionTarget";
  private static final String KUBELETS = "TerminationByKubelet";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Pod> pods;

  StaleTargets(Actor actor, ApiClient client, SharedInformer<Pod> pods) {
    this.actor = actor;
    this.client = client;
    this.pods = pods;
    ControllerLoop loop = new ControllerLoop(actor, this::reconcile);
    pods.onChange(change -> change.after().filter(pod -> announced(pod).isPresent())
        .ifPresent(pod -> loop.look(pod.key())));
  }

  /// Since when the Pod is to be ended by somebody else than its kubelet.
  private static Optional<Instant> announced(Pod pod) {
    if (pod.metadata().isBeingDeleted() || pod.isFinished()) return Optional.empty();
    return pod.condition(TYPE)
        .filter(condition -> condition.isTrue() && !condition.reason().equals(KUBELETS))
        .flatMap(Condition::lastTransitionTime);
  }

  private Result reconcile(Key key) {
    Optional<Instant> since = pods.get(key).flatMap(StaleTargets::announced);
    if (since.isEmpty()) return Result.done();
    Duration left = Duration.between(actor.now(), since.get().plus(PATIENCE));
    if (left.isPositive()) return Result.after(left);
    ApiResult<Pod> written = client.edit(Kinds.POD, key, "status", this::takeBack);
    return written.refusal().filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message())).orElse(Result.done());
  }

  private void takeBack(ObjectNode pod) {
    var conditions = pod.withObject("status").withArray("conditions");
    conditions.removeIf(condition -> Json.text(condition, "type").equals(TYPE));
    conditions.add(new Condition(TYPE, "False", "", "", Optional.of(actor.now())).toJson());
  }
}
