package kube.controlplane.controllermanager.deployment;

import java.time.Duration;
import java.util.Optional;

import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;

/// Runs a [DeploymentController], ours or a learner's, against the cluster: says which Deployment
/// may need a look, waits until the copies show what was done last, and carries out what it decides.
///
/// Owned by the loop.
public final class DeploymentLoop {

  private static final Duration SOON = Duration.ofMillis(100);

  private final Actor actor;
  private final Part<DeploymentController> controller;
  private final SharedInformer<Deployment> deployments;
  private final SharedInformer<ReplicaSet> sets;
  private final SharedInformer<Pod> pods;
  private final ReadYourWrites writes;
  private final ApiRolloutControl control;
  private final ControllerLoop loop;

  public DeploymentLoop(Actor actor, ApiClient client, Informers informers,
      Part<DeploymentController> controller) {
    this.actor = actor;
    this.controller = controller;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.deployments = informers.of(Kinds.DEPLOYMENT)
        .onChange(change -> loop.look(change.object().key()));
    this.sets = informers.of(Kinds.REPLICA_SET).onChange(this::setChanged);
    this.pods = informers.of(Kinds.POD).onChange(this::podChanged);
    this.writes = new ReadYourWrites(sets);
    this.control = new ApiRolloutControl(client,
        new EventRecorder(actor, client, "deployment-controller"), writes);
  }

  private Result reconcile(Key key) {
    if (!deployments.isSynced() || !sets.isSynced() || !pods.isSynced()) return Result.after(SOON);
    if (deployments.get(key).isEmpty()) {
      writes.forget(key);
      control.forget(key);
    }
    if (writes.isBehind(key)) return Result.after(SOON);
    return controller.ask(
        part -> part.reconcile(key, deployments, sets, pods, control, actor));
  }

  private void setChanged(Change<ReplicaSet> change) {
    change.before().ifPresent(set -> lookAtOwner(set.metadata()));
    change.after().ifPresent(set -> lookAtOwner(set.metadata()));
    if (change.object().metadata().controller().isEmpty()) {
      lookAtPossibleAdopters(change.object());
    }
  }

  private void lookAtOwner(Metadata set) {
    owner(set).map(Deployment::key).ifPresent(loop::look);
  }

  /// A Pod that has gone may be the last one that a Recreate waits for.
  private void podChanged(Change<Pod> change) {
    if (!change.isDeletion()) return;
    Metadata pod = change.object().metadata();
    pod.controller()
        .filter(set -> set.kind().equals(Kinds.REPLICA_SET.name()))
        .flatMap(set -> sets.get(new Key(pod.namespace(), set.name())))
        .ifPresent(set -> lookAtOwner(set.metadata()));
  }

  private Optional<Deployment> owner(Metadata set) {
    return set.controller()
        .filter(owner -> owner.kind().equals(Kinds.DEPLOYMENT.name()))
        .flatMap(owner -> deployments.get(new Key(set.namespace(), owner.name()))
            .filter(deployment -> deployment.metadata().uid().equals(owner.uid())));
  }

  private void lookAtPossibleAdopters(ReplicaSet orphan) {
    deployments.list(orphan.metadata().namespace())
        .stream()
        .filter(deployment -> deployment.selector().matches(orphan.metadata().labels()))
        .forEach(deployment -> loop.look(deployment.key()));
  }
}
