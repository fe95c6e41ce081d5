package kube.controlplane.controllermanager.daemonset;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.controllermanager.workload.Availability;
import kube.controlplane.controllermanager.workload.Claim;
import kube.controlplane.controllermanager.workload.Newest;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.controlplane.controllermanager.workload.RevisionHistory;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.apps.ControllerRevision;
import kube.foundation.api.apps.DaemonSet;
import kube.foundation.api.apps.DaemonSetStatus;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that every suitable node runs a DaemonSet's Pod.
///
/// Owned by the loop.
///
/// **Models** nodes chosen by selector, affinity and taints, Pods meant for one node, tolerations,
/// rolling updates with and without surge, OnDelete, revisions, ended Pods.
/// **Leaves out** the growing wait before a failed Pod is replaced.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
public final class DaemonSetController {

  private static final Duration SOON = Duration.ofMillis(100);

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<DaemonSet> sets;
  private final SharedInformer<DaemonPod> pods;
  private final SharedInformer<Node> nodes;
  private final SharedInformer<ControllerRevision> revisions;
  private final Newest<DaemonSet> reported = new Newest<>();
  private final ReadYourWrites podWrites;
  private final ReadYourWrites revisionWrites;
  private final RevisionHistory history;
  private final DaemonPodControl control;
  private final ControllerLoop loop;

  public DaemonSetController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.sets = informers.of(Kinds.DAEMON_SET).onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(DaemonPod.KIND, DaemonPod.GENERATION_LABEL)
        .onChange(this::podChanged);
    this.nodes = informers.of(Kinds.NODE).onChange(this::nodeChanged);
    this.revisions = informers.of(Kinds.CONTROLLER_REVISION);
    this.podWrites = new ReadYourWrites(pods);
    this.revisionWrites = new ReadYourWrites(revisions);
    this.history = new RevisionHistory(DaemonPod.HASH_LABEL, client, revisions, revisionWrites);
    this.control = new DaemonPodControl(client,
        new EventRecorder(actor, client, "daemonset-controller"), podWrites);
  }

  private Result reconcile(Key key) {
    boolean synced = sets.isSynced() && pods.isSynced() && nodes.isSynced()
        && revisions.isSynced();
    if (!synced) return Result.after(SOON);
    Optional<DaemonSet> found = sets.get(key);
    if (found.isEmpty()) {
      reported.forget(key);
      podWrites.forget(key);
      revisionWrites.forget(key);
      return Result.done();
    }
    if (podWrites.isBehind(key) || revisionWrites.isBehind(key)) return Result.after(SOON);
    boolean isEnding = found.get().metadata().isBeingDeleted() || reported.isGone(found.get());
    return isEnding ? Result.done() : reconcile(found.get());
  }

  private Result reconcile(DaemonSet set) {
    Refusals refusals = new Refusals();
    List<ControllerRevision> known = history.of(Kinds.DAEMON_SET, set.metadata(), set.selector(),
        refusals);
    int collisions = set.status().collisionCount();
    var current = history.newest(Kinds.DAEMON_SET, set.metadata(), set.template(), collisions,
        known, refusals);
    if (current.revision().isEmpty()) {
      if (current.collided()) report(set, collided(set.status()), refusals);
      return refusals.or(Result.done());
    }
    String hash = current.revision().get().metadata().labels()
        .getOrDefault(DaemonPod.HASH_LABEL, "");
    List<DaemonPod> mine = Claim.of(set.metadata(), set.selector(),
        pods.list(set.metadata().namespace()))
        .settle(client, DaemonPod.KIND, Kinds.DAEMON_SET, set.metadata(), refusals);
    Availability availability = new Availability(set.minReady(), actor.now());
    perform(set, mine, hash, availability, collisions, refusals);
    truncate(set, known, current.revision().get(), mine, refusals);
    return refusals.or(availability.untilNext(mine.stream().map(DaemonPod::pod).toList())
        .map(Result::after).orElse(Result.done()));
  }

  private void perform(DaemonSet set, List<DaemonPod> mine, String hash, Availability availability,
      int collisions, Refusals refusals) {
    ObjectNode wish = DaemonPodTemplate.of(set, hash);
    Suitability suitability = new Suitability(wish);
    List<Node> all = nodes.list("");
    SortedMap<String, List<DaemonPod>> byNode = Staffing.byNode(mine);
    Staffing staffing = Staffing.decide(set, all, byNode, suitability, hash, availability);
    control.create(set, wish, staffing.nodesWithout(), refusals);
    staffing.leaving().forEach(leaving -> control.delete(set, leaving, refusals));
    DaemonSetStatus status = Tally.of(set, all, byNode, suitability, hash, availability,
        collisions);
    boolean isStaffed = staffing.nodesWithout().isEmpty() && staffing.leaving().isEmpty();
    if (isStaffed) {
      RollingUpdate update = RollingUpdate.decide(set, suitable(byNode, all, suitability),
          status.desired(), hash, availability);
      update.leaving().forEach(
          pod -> control.delete(set, new Staffing.Leaving(pod, ""), refusals));
      control.create(set, wish, update.surging(), refusals);
    }
    report(set, status, refusals);
  }

  /// The Pods of the nodes that should have one, those without included.
  private static SortedMap<String, List<DaemonPod>> suitable(
      SortedMap<String, List<DaemonPod>> byNode, List<Node> all, Suitability suitability) {
    SortedMap<String, List<DaemonPod>> chosen = new TreeMap<>();
    all.stream().filter(suitability::shouldRun).map(node -> node.metadata().name())
        .forEach(node -> chosen.put(node, byNode.getOrDefault(node, List.of())));
    return chosen;
  }

  private void report(DaemonSet set, DaemonSetStatus status, Refusals refusals) {
    if (status.equals(reported.of(set).status())) return;
    refusals.take(reported.wrote(set,
        client.patchStatus(Kinds.DAEMON_SET, set.key(), status.toJson())));
  }

  private static DaemonSetStatus collided(DaemonSetStatus s) {
    return new DaemonSetStatus(s.observedGeneration(), s.desired(), s.current(), s.misscheduled(),
        s.updated(), s.ready(), s.available(), s.collisionCount() + 1);
  }

  private void truncate(DaemonSet set, List<ControllerRevision> known, ControllerRevision newest,
      List<DaemonPod> mine, Refusals refusals) {
    Set<String> used = new HashSet<>(Set.of(newest.metadata().name()));
    known.stream().filter(revision -> mine.stream().anyMatch(
        pod -> pod.isOf(revision.metadata().labels().getOrDefault(DaemonPod.HASH_LABEL, ""))))
        .forEach(revision -> used.add(revision.metadata().name()));
    history.truncate(set.metadata(), known, used, set.revisionsKept(), refusals);
  }

  private void podChanged(Change<DaemonPod> change) {
    change.object().metadata().controller()
        .filter(owner -> owner.kind().equals(Kinds.DAEMON_SET.name()))
        .ifPresent(owner -> loop.look(
            new Key(change.object().metadata().namespace(), owner.name())));
  }

  /// A heartbeat concerns nobody; another label or taint may.
  private void nodeChanged(Change<Node> change) {
    boolean same = change.before().isPresent() && change.after().isPresent()
        && change.before().get().taints().equals(change.after().get().taints())
        && change.before().get().metadata().labels()
            .equals(change.after().get().metadata().labels());
    if (!same) sets.list("").forEach(set -> loop.look(set.key()));
  }
}
