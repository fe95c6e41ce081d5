package kube.controlplane.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.machine.Actor;

/// Whose turn it is: Pods that wait for a node, in the order in which they came.
///
/// A Pod that fits nowhere is set aside until something changes that could help it, or five minutes
/// pass; and it never comes back sooner than its back-off (1 s, 2 s, 4 s … 10 s) allows.
///
/// Owned by the loop.
///
/// **Models** the active, back-off and unschedulable parts of the real queue. **Leaves out**
/// priorities and per-plugin hints, which come with the complete scheduler.
public final class SchedulingQueue {

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASIDE = Duration.ofMinutes(5);

  private final Actor actor;
  private final Runnable onReady;
  private final ArrayDeque<Key> active = new ArrayDeque<>();
  private final Set<Key> waiting = new LinkedHashSet<>();
  private final Set<Key> aside = new LinkedHashSet<>();
  private final TreeMap<Key, Integer> attempts = new TreeMap<>();

  public SchedulingQueue(Actor actor, Runnable onReady) {
    this.actor = actor;
    this.onReady = onReady;
  }

  /// A Pod waits for a node.
  public void add(Key pod) {
    aside.remove(pod);
    if (waiting.add(pod)) {
      active.add(pod);
      onReady.run();
    }
  }

  /// The Pod has been assigned, or is gone.
  public void forget(Key pod) {
    attempts.remove(pod);
    aside.remove(pod);
    if (waiting.remove(pod)) active.remove(pod);
  }

  /// No node fits at present.
  public void setAside(Key pod) {
    aside.add(pod);
    attempts.merge(pod, 1, Integer::sum);
    actor.after(LONGEST_ASIDE, () -> bringBack(pod));
  }

  /// Something changed that may help those set aside: a node came or changed, a Pod left.
  public void somethingChanged() {
    for (Key pod : Set.copyOf(aside).stream().sorted().toList()) {
      actor.after(backoff(pod), () -> bringBack(pod));
    }
  }

  public Optional<Key> next() {
    Key pod = active.poll();
    if (pod != null) waiting.remove(pod);
    return Optional.ofNullable(pod);
  }

  /// How many Pods wait, those set aside included.
  public int size() {
    return active.size() + aside.size();
  }

  private void bringBack(Key pod) {
    if (aside.contains(pod)) add(pod);
  }

  private Duration backoff(Key pod) {
    int doublings = Math.min(attempts.getOrDefault(pod, 1) - 1, 10);
    Duration delay = FIRST_BACKOFF.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : delay;
  }
}
