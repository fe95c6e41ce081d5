package kube.foundation.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.machine.Actor;

/// The names of objects that want a look, each at most once.
///
/// It holds names and not news: however often an object changed, one look at its present state is
/// enough. An object that failed comes back later each time.
///
/// Owned by the loop.
///
/// **Models** client-go's rate-limited queue: 5 ms, 10 ms, 20 ms … up to 1,000 s for each object.
/// **Leaves out** the overall bucket of 10 per second, because retries here cost no real machine.
public final class WorkQueue {

  private static final Duration FIRST_DELAY = Duration.ofMillis(5);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1_000);

  private final Actor actor;
  private final Runnable onReady;
  private final Set<Key> waiting = new LinkedHashSet<>();
  private final Queue<Key> order = new ArrayDeque<>();
  private final TreeMap<Key, Integer> failures = new TreeMap<>();

  /// @param onReady called when a name has become ready
  public WorkQueue(Actor actor, Runnable onReady) {
    this.actor = actor;
    this.onReady = onReady;
  }

  /// Asks for a look now, unless one is already waiting.
  public void add(Key key) {
    if (waiting.add(key)) {
      order.add(key);
      onReady.run();
    }
  }

  /// Asks for a look when `delay` has passed.
  public void addAfter(Key key, Duration delay) {
    actor.after(delay, () -> add(key));
  }

  /// Asks for another look after a failure, later each time.
  public void retry(Key key) {
    int failed = failures.merge(key, 1, Integer::sum);
    long factor = 1L << Math.min(failed - 1, 30);
    Duration delay = FIRST_DELAY.multipliedBy(factor);
    addAfter(key, delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
  }

  /// Forgets that the object ever failed.
  public void forget(Key key) {
    failures.remove(key);
  }

  /// Takes the next name, when there is one.
  public Optional<Key> next() {
    Key key = order.poll();
    if (key != null) waiting.remove(key);
    return Optional.ofNullable(key);
  }

  public int size() {
    return order.size();
  }
}
