package kube.controlplane.controllermanager.statefulset;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.controllermanager.workload.Availability;
import kube.controlplane.controllermanager.workload.Claim;
import kube.controlplane.controllermanager.workload.Newest;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.controlplane.controllermanager.workload.RevisionHistory;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.apps.ControllerRevision;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.apps.StatefulSetStatus;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Fills the places of a StatefulSet, empties them, and brings them to new versions.
///
/// Owned by the loop.
///
/// **Models** ordered and parallel management, partitions, OnDelete, several unavailable at once,
/// minimum ready time, first ordinals, claims and their retention, revisions and going back.
/// **Leaves out** mending the identity of Pods whose labels were changed by hand.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
public final class StatefulSetController {

  private static final Duration SOON = Duration.ofMillis(100);

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<StatefulSet> sets;
  private final SharedInformer<Pod> pods;
  private final SharedInformer<ControllerRevision> revisions;
  private final Newest<StatefulSet> reported = new Newest<>();
  private final ReadYourWrites podWrites;
  private final ReadYourWrites revisionWrites;
  private final RevisionHistory history;
  private final StatefulPodControl control;
  private final ControllerLoop loop;

  public StatefulSetController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.sets = informers.of(Kinds.STATEFUL_SET)
        .onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(Kinds.POD).onChange(this::podChanged);
    this.revisions = informers.of(Kinds.CONTROLLER_REVISION);
    this.podWrites = new ReadYourWrites(pods);
    this.revisionWrites = new ReadYourWrites(revisions);
    this.history = new RevisionHistory("controller.kubernetes.io/hash", client, revisions,
        revisionWrites);
    this.control = new StatefulPodControl(client,
        new EventRecorder(actor, client, "statefulset-controller"), podWrites);
  }

  private Result reconcile(Key key) {
    if (!sets.isSynced() || !pods.isSynced() || !revisions.isSynced()) return Result.after(SOON);
    Optional<StatefulSet> found = sets.get(key);
    if (found.isEmpty()) {
      reported.forget(key);
      podWrites.forget(key);
      revisionWrites.forget(key);
      return Result.done();
    }
    if (podWrites.isBehind(key) || revisionWrites.isBehind(key)) return Result.after(SOON);
    return reported.isGone(found.get()) ? Result.done() : reconcile(found.get());
  }

  private Result reconcile(StatefulSet set) {
    Refusals refusals = new Refusals();
    Metadata owner = set.metadata();
    List<Pod> mine = Claim.of(owner, set.selector(), pods.list(owner.namespace()).stream()
        .filter(pod -> Lineup.ordinal(set, pod.metadata().name()).isPresent()).toList())
        .settle(client, Kinds.POD, Kinds.STATEFUL_SET, owner, refusals);
    List<ControllerRevision> known = history.of(Kinds.STATEFUL_SET, owner, set.selector(),
        refusals);
    int collisions = set.status().collisionCount();
    var newest = history.newest(Kinds.STATEFUL_SET, owner, set.template(), collisions, known,
        refusals);
    if (newest.revision().isEmpty()) {
      if (newest.collided()) report(set, collided(set.status()), refusals);
      return refusals.or(Result.done());
    }
    ControllerRevision update = newest.revision().get();
    ControllerRevision current = known.stream()
        .filter(revision -> revision.metadata().name().equals(set.status().currentRevision()))
        .findFirst().orElse(update);
    Availability availability = new Availability(set.minReady(), actor.now());
    Lineup lineup = Lineup.of(set, mine);
    if (set.metadata().generation() != set.status().observedGeneration()) {
      lineup.places().forEach((ordinal, pod) -> pod.ifPresent(
          _ -> control.settleClaims(set, ordinal, refusals)));
    }
    perform(set, Moves.decide(set, lineup, update.metadata().name(), availability), current,
        update, refusals);
    report(set, Tally.of(set, lineup.pods(), current.metadata().name(), update.metadata().name(),
        collisions, availability), refusals);
    truncate(set, known, List.of(current, update), mine, refusals);
    return refusals.or(availability.untilNext(mine).map(Result::after).orElse(Result.done()));
  }

  private void perform(StatefulSet set, Moves moves, ControllerRevision current,
      ControllerRevision update, Refusals refusals) {
    for (Moves.Move move : moves.moves()) {
      switch (move) {
        case Moves.Move.Fill fill -> {
          ControllerRevision version = fill.updated() ? update : current;
          control.fill(set, fill.ordinal(), RevisionHistory.template(version),
              version.metadata().name(), refusals);
        }
        case Moves.Move.Remove remove ->
          control.remove(set, remove.pod(), remove.condemned(), refusals);
      }
      if (!refusals.isEmpty()) return;
    }
  }

  private void report(StatefulSet set, StatefulSetStatus status, Refusals refusals) {
    if (status.equals(reported.of(set).status())) return;
    refusals.take(reported.wrote(set,
        client.patchStatus(Kinds.STATEFUL_SET, set.key(), status.toJson())));
  }

  private void truncate(StatefulSet set, List<ControllerRevision> known,
      List<ControllerRevision> live, List<Pod> mine, Refusals refusals) {
    Set<String> used = new HashSet<>();
    live.forEach(revision -> used.add(revision.metadata().name()));
    mine.forEach(pod -> used.add(Moves.revision(pod)));
    history.truncate(set.metadata(), known, used, set.revisionsKept(), refusals);
  }

  private static StatefulSetStatus collided(StatefulSetStatus s) {
    return new StatefulSetStatus(s.observedGeneration(), s.replicas(), s.readyReplicas(),
        s.availableReplicas(), s.currentReplicas(), s.updatedReplicas(), s.currentRevision(),
        s.updateRevision(), s.collisionCount() + 1);
  }

  private void podChanged(Change<Pod> change) {
    Metadata pod = change.object().metadata();
    change.before().ifPresent(before -> lookAtOwner(before.metadata()));
    lookAtOwner(pod);
    if (pod.controller().isEmpty()) {
      sets.list(pod.namespace()).stream()
          .filter(set -> set.selector().matches(pod.labels()))
          .forEach(set -> loop.look(set.key()));
    }
  }

  private void lookAtOwner(Metadata pod) {
    pod.controller()
        .filter(owner -> owner.kind().equals(Kinds.STATEFUL_SET.name()))
        .ifPresent(owner -> loop.look(new Key(pod.namespace(), owner.name())));
  }
}
