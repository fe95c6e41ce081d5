package kube.controlplane.controllermanager.replicaset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.api.Status;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// The ReplicaSet controller of the reference cluster.
///
/// One pass has four steps: see which Pods are ours, decide what is missing, do it, report. It looks
/// at the world as it is and not at what has just happened, so a lost or repeated event, a restart
/// or a failed request costs one more pass and nothing else. The only thing it remembers is which of
/// its own changes the cache does not show yet ([Expectations]).
///
/// Owned by the loop; no field here is ever touched from elsewhere.
///
/// **Models** adoption and release, expectations, creation in growing batches, the order of
/// deletion, minimum ready time, the limit of 500 changes a pass.
/// **Leaves out** conditions in the status and the count of Pods that terminate: the loop adds both
/// to every controller's numbers.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/ ·
/// [replica_set.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/replicaset/replica_set.go)
public final class ReplicaSetReconciler implements ReplicaSetController {

  private final Expectations expectations = new Expectations();

  @Override
  public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock) {
    Optional<ReplicaSet> found = sets.get(key);
    if (found.isEmpty()) {
      expectations.forget(key);
      return Result.done();
    }
    ReplicaSet set = found.get();
    List<Pod> everybody = pods.list(key.namespace());
    List<Status> refusals = new ArrayList<>();

    List<Pod> mine = claim(set, Ownership.of(set, everybody), control, refusals);
    Plan plan = Plan.decide(set, mine, expectations.openFor(set, clock.now()),
        LeastUsefulFirst.among(neighbours(set, sets, everybody)));
    perform(plan, set, control, clock, refusals);
    Headcount headcount = new Headcount(set, mine, clock.now());
    report(set, headcount.status(), control, refusals);

    if (!refusals.isEmpty()) return Result.retry(refusals.getFirst().message());
    return nextLook(plan, headcount).map(Result::after).orElse(Result.done());
  }

  @Override
  public void podSeen(Pod pod, boolean deleted) {
    expectations.seen(pod, deleted);
  }

  /// Adopts and releases. Returns the Pods that count afterwards: a Pod whose adoption is refused
  /// is not ours, and one whose release is refused does not match and does not count either.
  private static List<Pod> claim(ReplicaSet set, Ownership ownership, PodControl control,
      List<Status> refusals) {
    List<Pod> mine = new ArrayList<>(ownership.mine());
    for (Pod orphan : ownership.orphans()) {
      ApiResult<Pod> adopted = control.adopt(orphan, set);
      if (adopted.isOk()) mine.add(orphan);
      noteIfWorthRetrying(adopted, refusals);
    }
    for (Pod strayed : ownership.strayed()) {
      noteIfWorthRetrying(control.release(strayed, set), refusals);
    }
    return mine;
  }

  private void perform(Plan plan, ReplicaSet set, PodControl control, Clock clock,
      List<Status> refusals) {
    switch (plan) {
      case Plan.Keep _,Plan.Wait _ -> {}
      case Plan.Create create -> create(create.count(), set, control, clock, refusals);
      case Plan.Delete delete -> delete(delete.pods(), set, control, clock, refusals);
    }
  }

  /// Creates in batches of 1, 2, 4, … and stops after a batch that met a refusal. When the quota is
  /// full or the template is broken, the first request tells; the other 499 would only make noise.
  private void create(int count, ReplicaSet set, PodControl control, Clock clock,
      List<Status> refusals) {
    int begun = 0;
    for (int batch = 1; begun < count; batch *= 2) {
      int size = Math.min(batch, count - begun);
      boolean refused = false;
      for (int i = 0; i < size; i++) {
        ApiResult<Pod> created = control.create(set);
        created.toOptional().ifPresent(pod -> expectations.created(set, pod, clock.now()));
        refused |= !created.isOk();
        noteIfWorthRetrying(created, refusals);
      }
      if (refused) return;
      begun += size;
    }
  }

  private void delete(List<Pod> leaving, ReplicaSet set, PodControl control, Clock clock,
      List<Status> refusals) {
    for (Pod pod : leaving) {
      ApiResult<Pod> deleted = control.delete(pod, set);
      if (deleted.isOk()) expectations.deleted(set, pod, clock.now());
      noteIfWorthRetrying(deleted, refusals);
    }
  }

  private static void report(ReplicaSet set, ReplicaSetStatus status, PodControl control,
      List<Status> refusals) {
    if (!status.equals(set.status().counts())) {
      noteIfWorthRetrying(control.updateStatus(set, status), refusals);
    }
  }

  /// Keeps a refusal for the retry. None is needed when the object is gone: what we wanted of it no
  /// longer matters. Nor when the namespace is about to go, and the set with it.
  private static void noteIfWorthRetrying(ApiResult<?> result, List<Status> refusals) {
    result.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .filter(refusal -> refusal.causes().stream()
            .noneMatch(cause -> cause.reason().equals("NamespaceTerminating")))
        .ifPresent(refusals::add);
  }

  /// The Pods that a Pod of this set shares the cluster with: those of the set, and of the other
  /// sets that the same owner (a Deployment) keeps while it rolls from one version to the next.
  private static List<Pod> neighbours(ReplicaSet set, Lister<ReplicaSet> sets, List<Pod> pods) {
    Optional<String> owner = set.metadata().controller().map(OwnerReference::uid);
    List<Metadata> family = owner.isEmpty()
        ? List.of(set.metadata())
        : sets.list(set.metadata().namespace()).stream()
            .map(ReplicaSet::metadata)
            .filter(other -> other.controller().map(OwnerReference::uid).equals(owner))
            .toList();
    return pods.stream()
        .filter(Ownership::keepsItsPlace)
        .filter(pod -> family.stream().anyMatch(pod.metadata()::isControlledBy))
        .toList();
  }

  /// When to look again although nothing changes: a wait must end, and time makes Pods available.
  private static Optional<Duration> nextLook(Plan plan, Headcount headcount) {
    Optional<Duration> endOfWait = plan instanceof Plan.Wait wait
        ? Optional.of(wait.atMost())
        : Optional.empty();
    return Stream.concat(endOfWait.stream(), headcount.untilNextAvailable().stream())
        .min(Duration::compareTo);
  }
}
