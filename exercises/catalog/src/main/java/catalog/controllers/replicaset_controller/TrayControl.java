package catalog.controllers.replicaset_controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import grader.check.Feedback;
import grader.trace.Seam;
import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.api.Status;

/// The API server of the tray: carries out what the controller asks for, or refuses it, and notes
/// both.
///
/// It believes nothing that the controller sends but names and uids; everything else it looks up.
final class TrayControl implements PodControl {

  private static final int NEVER = Integer.MAX_VALUE;
  private static final int MOST_REQUESTS_OF_A_PASS = 1_000;

  /// Where writes go wrong.
  final Seam seam = new Seam();
  private final TrayWorld world;
  private int quota = NEVER;
  private int passOfRequests;
  private int requestsOfPass;

  TrayControl(TrayWorld world) {
    this.world = world;
  }

  /// From now on the namespace may hold so many Pods.
  void allow(int pods) {
    quota = pods;
  }

  void liftQuota() {
    quota = NEVER;
  }

  @Override
  public ApiResult<Pod> create(ReplicaSet asked) {
    return ask("create", "", asked, knowledge()::created, owner -> {
      if (world.pods().size() >= quota) {
        world.trace.add("create", "", false, owner);
        return refused(overQuota(owner));
      }
      String name = world.nextPodName(owner);
      world.trace.add("create", name, true, owner);
      return granted(world.pod(name, owner.metadata().name()).ownedBy(owner));
    });
  }

  @Override
  public ApiResult<Pod> delete(Pod pod, ReplicaSet asked) {
    return ask("delete", pod.metadata().name(), asked, knowledge()::deleted, owner -> {
      Optional<TruePod> target = find(pod);
      world.trace.add("delete", pod.metadata().name(), target.isPresent(), owner);
      return target.map(it -> granted(it.leaving()))
          .orElseGet(() -> {
            knowledge().deletedBefore(pod);
            return notFound(pod);
          });
    });
  }

  @Override
  public ApiResult<Pod> adopt(Pod orphan, ReplicaSet asked) {
    ApiResult<Pod> adopted = ask("adopt", orphan.metadata().name(), asked, knowledge()::ownerSet,
        owner -> {
          Optional<TruePod> target = find(orphan);
          boolean isTaken = target.filter(pod -> pod.hasOwner() && !isOwned(pod, owner))
              .isPresent();
          world.trace.add("adopt", orphan.metadata().name(), target.isPresent() && !isTaken, owner);
          if (isTaken) {
            return refused(Status.conflict(Kinds.POD, orphan.metadata().name(),
                "it already has a controller"));
          }
          return target.map(pod -> isOwned(pod, owner) ? pod : pod.ownedBy(owner))
              .map(TrayControl::granted).orElseGet(() -> notFound(orphan));
        });
    if (!adopted.isOk()) knowledge().adoptionRefused(orphan);
    return adopted;
  }

  @Override
  public ApiResult<Pod> release(Pod pod, ReplicaSet asked) {
    return ask("release", pod.metadata().name(), asked, knowledge()::ownerSet, owner -> {
      Optional<TruePod> target = find(pod);
      world.trace.add("release", pod.metadata().name(), target.isPresent(), owner);
      return target.map(it -> isOwned(it, owner) ? it.orphaned() : it)
          .map(TrayControl::granted).orElseGet(() -> notFound(pod));
    });
  }

  @Override
  public ApiResult<ReplicaSet> updateStatus(ReplicaSet asked, ReplicaSetStatus status) {
    return ask("write the status", "", asked, written -> {}, shown -> {
      world.trace.add("write the status", "", true, shown);
      world.trace.addStatus(status);
      ReplicaSet set = world.truly(shown);
      return new ApiResult.Ok<>(world.store(new ReplicaSet(set.metadata(), set.replicas(),
          set.selector(), set.minReady(), set.template(), set.templateLabels(), status)));
    });
  }

  /// Does the work for the set as the controller's cache shows it, whatever the controller sent.
  ///
  /// @param learned hears what was done when the controller learns of it
  private <T> ApiResult<T> ask(String verb, String pod, ReplicaSet asked, Consumer<T> learned,
      Function<ReplicaSet, ApiResult<T>> work) {
    endEndlessPass();
    String name = asked.metadata().name();
    Optional<ReplicaSet> shown = world.setCache.get(asked.key());
    boolean isRefused = !seam.isDead() && seam.refusesNext();
    if (isRefused) shown.ifPresent(owner -> world.trace.add(verb, pod, false, owner));
    List<T> done = new ArrayList<>();
    ApiResult<T> result = seam.write(Kinds.REPLICA_SET, name, () -> {
      ApiResult<T> outcome = shown.map(work)
          .orElseGet(() -> refused(Status.notFound(Kinds.REPLICA_SET, name)));
      outcome.toOptional().ifPresent(done::add);
      return outcome;
    });
    world.trace.note();
    done.forEach(value -> {
      if (result.isOk()) learned.accept(value);
      else if (value instanceof Pod unanswered) knowledge().unanswered(verb, unanswered);
    });
    return result;
  }

  /// A pass that asks for ever is a mistake that is told at once: what it asks for costs us more
  /// time than it takes the controller.
  private void endEndlessPass() {
    if (passOfRequests != world.trace.pass()) requestsOfPass = 0;
    passOfRequests = world.trace.pass();
    requestsOfPass++;
    Feedback.weDid("We let you look once.")
        .youAnswered("You asked for more than " + MOST_REQUESTS_OF_A_PASS
            + " things, and your pass went on.")
        .weNeeded("We needed a pass that ends.")
        .because("While it goes on, no other set is looked at.")
        .read("L15#fact-batches").failWhen(requestsOfPass > MOST_REQUESTS_OF_A_PASS);
  }

  private Optional<TruePod> find(Pod pod) {
    return world.pods().stream().filter(it -> it.uid.equals(pod.metadata().uid())).findFirst();
  }

  private static ApiResult<Pod> granted(TruePod pod) {
    return new ApiResult.Ok<>(pod.view());
  }

  private Knowledge knowledge() {
    return world.trace.knowledge();
  }

  private static boolean isOwned(TruePod pod, ReplicaSet owner) {
    return pod.view().metadata().isControlledBy(owner.metadata());
  }

  private Status overQuota(ReplicaSet owner) {
    return Status.forbidden(Kinds.POD, owner.metadata().name() + "-",
        "exceeded quota: tray, requested: pods=1, used: pods=" + world.pods().size()
            + ", limited: pods=" + quota);
  }

  private static ApiResult<Pod> notFound(Pod pod) {
    return refused(Status.notFound(Kinds.POD, pod.metadata().name()));
  }

  private static <T> ApiResult<T> refused(Status why) {
    return new ApiResult.Refused<>(why);
  }
}
