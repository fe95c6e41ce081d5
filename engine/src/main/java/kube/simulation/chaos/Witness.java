package kube.simulation.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.Change;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLog;

/// Watches every change for as long as the cluster lives, and tells what must never be.
///
/// - A Pod is bound once: its node never changes.
/// - A finished Pod stays finished.
/// - A ReplicaSet never has more living Pods than it wishes for.
/// - The ReplicaSets of a workload never wish for more than the workload does, and its surge, nor for
///   fewer than what must be available.
///
/// An earlier wish counts for as long as the [RestlessUser#PATIENCE], as who follows it may be away. And
/// as long may there be one Pod more for each creation that was answered with a timeout: whoever asked
/// could not know that it had worked, and Kubernetes' own controller asks again.
final class Witness {

  /// Two streams of news are not in step: what is seen in one must wait for the other.
  private static final Duration NEWS_HAVE_ARRIVED = Duration.ofMillis(20);

  private final Actor actor;
  private final EventLog log;
  private final RestlessUser user;
  private final Consumer<String> breaks;
  private final Ear<Pod> pods;
  private final Ear<ReplicaSet> sets;
  private final TreeMap<String, String> nodeOf = new TreeMap<>();
  private final TreeMap<String, RecentMost> wishOf = new TreeMap<>();

  Witness(Actor actor, Transport transport, RestlessUser user, Consumer<String> breaks) {
    this.actor = actor;
    this.log = actor.log();
    this.user = user;
    this.breaks = breaks;
    this.pods = new Ear<>(actor, transport, Kinds.POD, this::sawPod);
    this.sets = new Ear<>(actor, transport, Kinds.REPLICA_SET, this::sawSet);
  }

  void start() {
    pods.listen();
    sets.listen();
  }

  private void sawPod(Change<Pod> change) {
    Pod pod = change.object();
    if (change.isDeletion()) {
      nodeOf.remove(pod.metadata().uid());
      return;
    }
    checkBinding(pod);
    change.before()
        .filter(Pod::isFinished)
        .filter(before -> before.metadata().uid().equals(pod.metadata().uid()))
        .filter(before -> !before.phase().equals(pod.phase()))
        .ifPresent(before -> breaks.accept("Pod " + pod.key() + " went from " + before.phase()
            + " to " + pod.phase()));
    if (change.before().isEmpty()) actor.after(NEWS_HAVE_ARRIVED, () -> checkNumberBeside(pod));
  }

  private void checkBinding(Pod pod) {
    if (!pod.isAssigned()) return;
    Optional.ofNullable(nodeOf.putIfAbsent(pod.metadata().uid(), pod.nodeName()))
        .filter(node -> !node.equals(pod.nodeName()))
        .ifPresent(node -> breaks.accept("Pod " + pod.key() + " was bound to " + node
            + " and is now on " + pod.nodeName()));
  }

  private void checkNumberBeside(Pod newcomer) {
    newcomer.metadata().controller().ifPresent(owner -> {
      RecentMost wish = wishOf.get(owner.uid());
      if (wish == null) return;
      long living = pods.objects().stream()
          .filter(pod -> pod.metadata().controller().filter(owner::equals).isPresent())
          .filter(pod -> !pod.isFinished() && !pod.metadata().isBeingDeleted())
          .count();
      int most = wish.most(actor.now());
      if (living > most && living > most + unknownCreations()) {
        breaks.accept("ReplicaSet " + owner.name() + " has " + living + " Pods, more than " + most);
      }
    });
  }

  private long unknownCreations() {
    Instant earliest = actor.now().minus(RestlessUser.PATIENCE);
    return log.entries().stream()
        .filter(entry -> entry.verb().equals("create") && entry.object().startsWith("pods/"))
        .filter(entry -> entry.detail().startsWith("504") && entry.time().isAfter(earliest))
        .count();
  }

  private void sawSet(Change<ReplicaSet> change) {
    ReplicaSet set = change.object();
    if (change.isDeletion()) {
      wishOf.remove(set.metadata().uid());
      return;
    }
    wishOf.computeIfAbsent(set.metadata().uid(), uid -> new RecentMost(RestlessUser.PATIENCE))
        .set(set.replicas(), actor.now());
    actor.after(NEWS_HAVE_ARRIVED, () -> checkSetsBeside(set));
  }

  private void checkSetsBeside(ReplicaSet set) {
    String workload = set.metadata().labels().getOrDefault("app", "");
    int together = sets.objects().stream()
        .filter(other -> workload.equals(other.metadata().labels().get("app")))
        .mapToInt(ReplicaSet::replicas)
        .sum();
    user.mostReplicas(workload)
        .filter(most -> together > most)
        .ifPresent(most -> breaks.accept("the ReplicaSets of " + workload + " wish for " + together
            + ", more than " + most));
    user.leastReplicas(workload)
        .filter(least -> together < least)
        .ifPresent(least -> breaks.accept("the ReplicaSets of " + workload + " wish for " + together
            + ", fewer than " + least));
  }
}
