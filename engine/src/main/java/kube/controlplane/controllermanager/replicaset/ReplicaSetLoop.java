package kube.controlplane.controllermanager.replicaset;

import java.time.Duration;
import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs a [ReplicaSetController], ours or a learner's, against the cluster: keeps its caches, says
/// which ReplicaSet may need a look, and carries out what it decides.
///
/// Owned by the loop.
public final class ReplicaSetLoop {

  private final Kind<ReplicaSet> kind;
  private final Actor actor;
  private final Part<ReplicaSetController> controller;
  private final SharedInformer<ReplicaSet> sets;
  private final SharedInformer<Pod> pods;
  private final ApiPodControl control;
  private final ControllerLoop loop;

  public ReplicaSetLoop(Actor actor, ApiClient client, Informers informers,
      Part<ReplicaSetController> controller) {
    this(Kinds.REPLICA_SET, "replicaset-controller", actor, client, informers, controller);
  }

  /// The same for another kind that is read as a ReplicaSet: its elder form.
  ///
  /// @param component the name under which events are written
  public ReplicaSetLoop(Kind<ReplicaSet> kind, String component, Actor actor, ApiClient client,
      Informers informers, Part<ReplicaSetController> controller) {
    this.kind = kind;
    this.actor = actor;
    this.controller = controller;
    this.control = new ApiPodControl(actor, kind, client,
        new EventRecorder(actor, client, component));
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.sets = informers.of(kind)
        .onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(Kinds.POD).onChange(this::podChanged);
  }

  private Result reconcile(Key key) {
    if (!sets.isSynced() || !pods.isSynced()) return Result.after(Duration.ofMillis(100));
    Optional<ReplicaSet> found = sets.get(key);
    if (found.filter(control::isGone).isPresent()) return Result.done();
    found.ifPresentOrElse(set -> control.begin(set, terminating(set)), () -> control.forget(key));
    Result result = controller.ask(part -> part.reconcile(key, sets, pods, control, actor));
    Optional<String> unreported = found.flatMap(control::finish);
    boolean isDone = !(result instanceof Result.Retry);
    return isDone ? unreported.map(Result::retry).orElse(result) : result;
  }

  /// How many Pods of the set are on their way out and not at their end.
  private int terminating(ReplicaSet set) {
    return Math.toIntExact(pods.list(set.metadata().namespace()).stream()
        .filter(pod -> pod.metadata().isBeingDeleted() && !pod.isFinished()
            && pod.metadata().isControlledBy(set.metadata()))
        .count());
  }

  private void podChanged(Change<Pod> change) {
    controller.tell(part -> part.podSeen(change.object(), change.isDeletion()));
    change.before().ifPresent(this::lookAtOwner);
    change.after().ifPresent(this::lookAtOwner);
    if (change.object().metadata().controller().isEmpty()) lookAtPossibleAdopters(change.object());
  }

  private void lookAtOwner(Pod pod) {
    owner(pod.metadata()).map(ReplicaSet::key).ifPresent(loop::look);
  }

  private Optional<ReplicaSet> owner(Metadata pod) {
    return pod.controller()
        .filter(owner -> owner.kind().equals(kind.name()))
        .flatMap((OwnerReference owner) -> sets.get(new Key(pod.namespace(), owner.name()))
            .filter(set -> set.metadata().uid().equals(owner.uid())));
  }

  private void lookAtPossibleAdopters(Pod orphan) {
    sets.list(orphan.metadata().namespace())
        .stream()
        .filter(set -> set.selector().matches(orphan.metadata().labels()))
        .forEach(set -> loop.look(set.key()));
  }
}
