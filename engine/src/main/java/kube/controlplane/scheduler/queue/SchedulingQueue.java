package kube.controlplane.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

import kube.controlplane.scheduler.queue.QueuedPod.Place;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;
import kube.foundation.machine.Actor;

/// Whose turn it is: Pods that wait for a node, the highest priority first, then who came first.
///
/// A Pod that fits nowhere is set aside until something changes that could help it, or five minutes
/// pass; and it never comes back sooner than its back-off (1 s, 2 s, 4 s … 10 s) allows. A Pod that
/// may not be tried yet, because of a gate or because its group is not complete, is held back and
/// costs nothing.
///
/// Owned by the loop.
///
/// **Leaves out** taking Pods out of their back-off when nobody else waits.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#queuesort
public final class SchedulingQueue {

  /// How long a Pod waits between two attempts, at first and at most.
  public record Backoff(Duration first, Duration longest) {

    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(1),
        Duration.ofSeconds(10));

    Duration after(int attempts) {
      Duration delay = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
      return delay.compareTo(longest) > 0 ? longest : delay;
    }
  }

  private static final Duration LONGEST_ASIDE = Duration.ofMinutes(5);

  private final Actor actor;
  private final Runnable onReady;
  private final Backoff backoff;
  private final BiPredicate<PodView, SchedulingQueue> mayTry;
  private final Map<Key, QueuedPod> all = new LinkedHashMap<>();
  private final TreeSet<QueuedPod> active = new TreeSet<>(QueuedPod.ORDER);
  private final TreeSet<QueuedPod> resting = new TreeSet<>(QueuedPod.BY_RETURN);
  private final Set<QueuedPod> aside = new LinkedHashSet<>();
  private long podsSeen;

  /// @param onReady called when a Pod's turn may have come
  /// @param mayTry whether a Pod may be tried at all: the extension point PreEnqueue
  public SchedulingQueue(Actor actor, Backoff backoff,
      BiPredicate<PodView, SchedulingQueue> mayTry, Runnable onReady) {
    this.actor = actor;
    this.backoff = backoff;
    this.mayTry = mayTry;
    this.onReady = onReady;
  }

  /// A Pod waits for a node, or one that waits looks different.
  public void put(PodView pod) {
    QueuedPod known = all.get(pod.key());
    if (known == null) {
      QueuedPod fresh = new QueuedPod(pod, podsSeen++, actor.now());
      all.put(pod.key(), fresh);
      activate(fresh);
    } else {
      boolean wasActive = active.remove(known);
      known.show(pod);
      if (wasActive) active.add(known);
      if (known.place() == Place.HELD_BACK) activate(known);
    }
  }

  /// The Pod has been assigned, or is gone.
  public void forget(Key pod) {
    QueuedPod known = all.remove(pod);
    if (known != null) takeOut(known);
  }

  /// The Pod whose turn it is; it stays known to the queue until it is forgotten or given back.
  public Optional<QueuedPod> next() {
    QueuedPod first = active.pollFirst();
    if (first == null) return Optional.empty();
    first.moveTo(Place.IN_HAND, actor.now());
    first.tried();
    return Optional.of(first);
  }

  /// Takes with a Pod of a gang all others of it that may be tried, wherever they wait.
  ///
  /// @param group the gang, see [PodView#group]
  public List<QueuedPod> takeTogether(QueuedPod first, Key group) {
    List<QueuedPod> together = new ArrayList<>(List.of(first));
    for (QueuedPod queued : all.values()) {
      boolean belongs = queued.pod().namespace().equals(group.namespace())
          && queued.pod().wish().group().equals(group.name());
      if (!belongs || queued.place() == Place.HELD_BACK || queued.place() == Place.IN_HAND)
        continue;
      takeOut(queued);
      queued.moveTo(Place.IN_HAND, actor.now());
      queued.tried();
      together.add(queued);
    }
    return together;
  }

  /// No node fits at present.
  ///
  /// @param refusedBy the rules that have something against it; none when something went wrong
  ///   that is nobody's rule, and then the Pod just waits out its back-off
  public void giveBack(QueuedPod queued, Set<String> refusedBy) {
    if (all.get(queued.key()) != queued) return;
    queued.refused(refusedBy, actor.now().plus(backoff.after(queued.attempts())));
    if (refusedBy.isEmpty()) {
      bringBack(queued);
    } else {
      queued.moveTo(Place.ASIDE, actor.now());
      aside.add(queued);
      Instant since = queued.since();
      actor.after(LONGEST_ASIDE, () -> {
        if (queued.place() == Place.ASIDE && queued.since().equals(since)) bringBack(queued);
      });
    }
  }

  /// Something changed: those set aside whom it may help come back.
  public void happened(BiPredicate<String, PodView> mayHelp) {
    for (QueuedPod queued : List.copyOf(aside)) {
      boolean helps = queued.refusedBy()
          .stream()
          .anyMatch(rule -> mayHelp.test(rule, queued.pod()));
      if (helps) bringBack(queued);
    }
  }

  /// Those who were held back may ask again.
  public void askAgain() {
    List<QueuedPod> heldBack = new ArrayList<>();
    for (QueuedPod queued : all.values()) {
      if (queued.place() == Place.HELD_BACK) heldBack.add(queued);
    }
    heldBack.forEach(this::activate);
  }

  /// The Pod is to be tried again as soon as its back-off allows.
  public void bringBack(Key pod) {
    QueuedPod queued = all.get(pod);
    if (queued != null && queued.place() == Place.ASIDE) bringBack(queued);
  }

  private void bringBack(QueuedPod queued) {
    takeOut(queued);
    if (!actor.now().isBefore(queued.returnsAt())) {
      activate(queued);
      return;
    }
    queued.moveTo(Place.BACK_OFF, actor.now());
    resting.add(queued);
    actor.after(Duration.between(actor.now(), queued.returnsAt()), this::endBackoffs);
  }

  private void endBackoffs() {
    while (!resting.isEmpty() && !resting.first().returnsAt().isAfter(actor.now())) {
      activate(resting.pollFirst());
    }
  }

  private void activate(QueuedPod queued) {
    takeOut(queued);
    if (mayTry.test(queued.pod(), this)) {
      queued.moveTo(Place.ACTIVE, actor.now());
      active.add(queued);
      onReady.run();
    } else {
      queued.moveTo(Place.HELD_BACK, actor.now());
    }
  }

  private void takeOut(QueuedPod queued) {
    switch (queued.place()) {
      case ACTIVE -> active.remove(queued);
      case BACK_OFF -> resting.remove(queued);
      case ASIDE -> aside.remove(queued);
      case HELD_BACK, IN_HAND -> {}
    }
  }

  /// Every Pod that waits, in the order in which they came.
  public List<PodView> waiting() {
    return all.values().stream().map(QueuedPod::pod).toList();
  }

  public boolean knows(Key pod) {
    return all.containsKey(pod);
  }

  public boolean hasReady() {
    return !active.isEmpty();
  }

  /// How many Pods wait, those set aside and held back included.
  public int size() {
    return all.size();
  }
}
