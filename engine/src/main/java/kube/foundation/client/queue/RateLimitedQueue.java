package kube.foundation.client.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.Key;

/// Our own queue: first come, first served.
///
/// Owned by the loop.
///
/// **Models** client-go's rate-limited queue: 5 ms, 10 ms, 20 ms … up to 1,000 s for each object.
/// **Leaves out** the overall bucket of 10 per second, because retries here cost no real machine.
public final class RateLimitedQueue implements WorkQueue {

  /// A name that comes back later.
  private record Later(Instant at, long number, Key key) implements Comparable<Later> {

    @Override
    public int compareTo(Later other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Set<Key> queued = new LinkedHashSet<>();
  private final Set<Key> inWork = new HashSet<>();
  private final Set<Key> changedInWork = new HashSet<>();
  private final TreeSet<Later> later = new TreeSet<>();
  private final Map<Key, Later> laterByKey = new HashMap<>();
  private final Map<Key, Integer> failures = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private long delays;

  @Override
  public void now(Instant moment) {
    now = moment;
    while (!later.isEmpty() && !later.first().at.isAfter(now)) {
      Key due = later.removeFirst().key;
      laterByKey.remove(due);
      add(due);
    }
  }

  @Override
  public void add(Key key) {
    if (inWork.contains(key)) {
      changedInWork.add(key);
    } else {
      queued.add(key);
    }
  }

  @Override
  public void addAfter(Key key, Duration delay) {
    if (!delay.isPositive()) {
      add(key);
      return;
    }
    Later wish = new Later(now.plus(delay), delays++, key);
    Later earlier = laterByKey.get(key);
    if (earlier != null && !wish.at.isBefore(earlier.at)) return;
    if (earlier != null) later.remove(earlier);
    later.add(wish);
    laterByKey.put(key, wish);
  }

  @Override
  public void addRateLimited(Key key) {
    int failed = failures.merge(key, 1, Integer::sum);
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(failed - 1, 30));
    addAfter(key, delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
  }

  @Override
  public Optional<Key> take() {
    Optional<Key> next = next();
    next.ifPresent(this::take);
    return next;
  }

  /// The name whose turn it is; it stays where it is.
  Optional<Key> next() {
    return queued.stream().findFirst();
  }

  /// Takes out this name of all that wait.
  void take(Key key) {
    queued.remove(key);
    inWork.add(key);
  }

  @Override
  public void done(Key key) {
    inWork.remove(key);
    if (changedInWork.remove(key)) queued.add(key);
  }

  @Override
  public void forget(Key key) {
    failures.remove(key);
  }

  @Override
  public int waiting() {
    return queued.size();
  }

  boolean isWaiting(Key key) {
    return queued.contains(key);
  }

  boolean isInWork(Key key) {
    return inWork.contains(key);
  }

  /// When a name comes back that waits for its time.
  Optional<Instant> due(Key key) {
    return Optional.ofNullable(laterByKey.get(key)).map(Later::at);
  }

  /// All that wait for their turn, in its order.
  List<Key> all() {
    return new ArrayList<>(queued);
  }

  /// All that come back later, and how long that takes from now.
  Map<Key, Duration> delayed() {
    Map<Key, Duration> delays = new LinkedHashMap<>();
    later.forEach(wish -> delays.put(wish.key, Duration.between(now, wish.at)));
    return delays;
  }

  /// Forgets all failures.
  void forgetAll() {
    failures.clear();
  }
}
