package kube.controlplane.controllermanager.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.controlplane.controllermanager.workload.Refusals;
import kube.controlplane.controllermanager.workload.TemplateHash;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.Status;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStatus;
import kube.foundation.api.apps.DeploymentStrategy.Recreate;
import kube.foundation.api.apps.DeploymentStrategy.RollingUpdate;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// The Deployment controller of the reference cluster.
///
/// One pass makes at most one move: it looks which ReplicaSets there are, decides, does it, reports.
/// Each move changes the ReplicaSets' numbers, their controller changes Pods, and that brings about
/// the next pass. Nothing is remembered in between: where a roll-out stands can be read from the
/// objects themselves, so a restart in the middle of one goes unnoticed.
///
/// Owned by the loop.
///
/// **Models** rolling updates and Recreate, pause and resume, proportional scaling, revisions and
/// their limit, hash collisions, the progress deadline, conditions, adoption.
/// **Leaves out** `rollbackTo` of `extensions/v1beta1`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ ·
/// [deployment_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/deployment_controller.go)
public final class DeploymentReconciler implements DeploymentController {

  @Override
  public Result reconcile(Key key, Lister<Deployment> deployments, Lister<ReplicaSet> sets,
      Lister<Pod> pods, RolloutControl control, Clock clock) {
    return deployments.get(key)
        .map(deployment -> new Pass(deployment, sets, pods, control, clock.now()).run())
        .orElse(Result.done());
  }

  /// One look at one Deployment.
  private static final class Pass {
    private final Deployment deployment;
    private final Lister<ReplicaSet> sets;
    private final Lister<Pod> pods;
    private final RolloutControl control;
    private final Instant now;
    private final Refusals refusals = new Refusals();
    private Versions versions;
    private DeploymentStatus said;

    private Pass(Deployment deployment, Lister<ReplicaSet> sets, Lister<Pod> pods,
        RolloutControl control, Instant now) {
      this.deployment = deployment;
      this.sets = sets;
      this.pods = pods;
      this.control = control;
      this.now = now;
      this.said = deployment.status();
      this.versions = Versions.of(deployment,
          control.claim(deployment, sets.list(deployment.metadata().namespace())));
    }

    private Result run() {
      if (deployment.metadata().isBeingDeleted()) return report(false);
      said = Progress.paused(deployment, said, now);
      numberTheCurrent();
      boolean scaling = deployment.paused() || Scaling.isDue(deployment, versions);
      Rollout move = scaling ? Scaling.decide(deployment, versions) : nextOfRollout();
      perform(move);
      boolean isDone = move instanceof Rollout.Hold
          && Progress.isComplete(deployment, deployment.status());
      if (deployment.paused() || isDone) cleanUp();
      return report(!scaling);
    }

    private Rollout nextOfRollout() {
      return switch (deployment.strategy()) {
        case RollingUpdate _ -> Rolling.decide(deployment, versions);
        case Recreate _ -> Recreating.decide(deployment, versions,
            pods.list(deployment.metadata().namespace()));
      };
    }

    /// Sees to it that the present version has its number, and the annotations of the Deployment.
    private void numberTheCurrent() {
      if (versions.current().isEmpty()) return;
      ReplicaSet current = versions.current().get();
      SortedMap<String, String> lacking = Revisions.lackedBy(current, deployment, versions.old());
      if (!lacking.isEmpty() || !current.minReady().equals(deployment.minReady())) {
        refusals.take(control.annotate(deployment, current, lacking))
            .ifPresent(changed -> versions = versions.withCurrent(changed));
      }
      said = Progress.found(deployment, said, current, now);
    }

    private void perform(Rollout move) {
      switch (move) {
        case Rollout.Hold _ -> {}
        case Rollout.Create create -> create(create.replicas());
        case Rollout.Resize resize -> resize.steps().forEach(this::resize);
      }
    }

    private void resize(Rollout.Step step) {
      ReplicaSet set = step.set();
      SortedMap<String, String> size = Revisions.size(deployment);
      boolean isMarked = set.metadata().annotations().entrySet().containsAll(size.entrySet());
      if (set.replicas() == step.replicas() && isMarked) return;
      refusals.take(control.resize(deployment, set, step.replicas(), size));
    }

    private void create(int replicas) {
      String hash = TemplateHash.of(Versions.withoutHash(deployment.template()),
          deployment.status().collisionCount());
      var wish = new RolloutControl.NewSet(hash, replicas,
          Revisions.ofNewSet(deployment, versions.old()));
      switch (control.create(deployment, wish)) {
        case ApiResult.Ok<ReplicaSet>(ReplicaSet created) -> {
          versions = versions.withCurrent(created);
          said = Progress.created(deployment, said, created, now);
        }
        case ApiResult.Refused<ReplicaSet>(Status refusal) -> notCreated(hash, refusal);
      }
    }

    /// A name that is taken by a stranger is a collision: the next pass tries another name.
    private void notCreated(String hash, Status refusal) {
      if (Refusals.isFinal(refusal)) return;
      refusals.take(new ApiResult.Refused<>(refusal));
      String name = deployment.metadata().name() + "-" + hash;
      if (refusal.reason().equals("AlreadyExists")) {
        sets.get(new Key(deployment.metadata().namespace(), name))
            .filter(taken -> !isOurs(taken))
            .ifPresent(stranger -> said = said.collided());
        return;
      }
      String why = "Failed to create new replica set \"" + name + "\": " + refusal.message();
      said = Progress.notCreated(deployment, said, why, now);
      control.warn(deployment, "ReplicaSetCreateError", why);
    }

    private boolean isOurs(ReplicaSet set) {
      return set.metadata().isControlledBy(deployment.metadata())
          && Versions.isOf(deployment, set);
    }

    private void cleanUp() {
      History.surplus(deployment, versions.old())
          .forEach(set -> refusals.take(control.delete(deployment, set)));
    }

    /// Reports the numbers, and what they say of the roll-out when one goes on.
    private Result report(boolean judge) {
      DeploymentStatus counted = Census.of(deployment, versions, said, now);
      DeploymentStatus status = judge
          ? Progress.failures(Progress.judged(deployment, counted, versions.current(), now),
              versions)
          : counted;
      String revision = versions.current().map(Revisions::number)
          .filter(number -> number > 0)
          .map(number -> Long.toString(number))
          .orElse(deployment.metadata().annotations().getOrDefault(Revisions.REVISION, ""));
      boolean isKnown = revision.equals(
          deployment.metadata().annotations().getOrDefault(Revisions.REVISION, ""));
      if (!isKnown || !status.equals(deployment.status())) {
        refusals.take(control.report(deployment, status, revision));
      }
      return refusals.or(nextLook(status).map(Result::after).orElse(Result.done()));
    }

    /// A deadline passes without an event; a second later it surely has.
    private Optional<Duration> nextLook(DeploymentStatus status) {
      if (deployment.paused() || Progress.isComplete(deployment, status)) return Optional.empty();
      return Progress.untilDeadline(deployment, status, now)
          .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left.plusSeconds(1));
    }
  }
}
