package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kube.foundation.api.Key;
import kube.foundation.client.queue.WorkQueue;

/// Three sets say where a name stands: it waits, somebody works on it, or it changed during that.
/// A fourth collection knows when names come back, and a fifth how often they failed.
public class MyWorkQueue implements WorkQueue {
  private final Set<Key> waiting = new LinkedHashSet<>();
  private final Set<Key> inWork = new HashSet<>();
  private final Set<Key> changedInWork = new HashSet<>();
  private final Map<Key, Instant> later = new TreeMap<>();
  private final Map<Key, Duration> lastDelay = new HashMap<>();
  private Instant now = Instant.EPOCH;

  @Override
  public void now(Instant moment) {
    now = moment;
    List<Key> due = later.keySet().stream()
        .filter(key -> !later.get(key).isAfter(now)).toList();
    for (Key key : due) {
      later.remove(key);
      add(key);
    }
  }

  @Override
  public void add(Key key) {
    if (inWork.contains(key)) {
      changedInWork.add(key);
    } else {
      waiting.add(key);
    }
  }

  @Override
  public void addAfter(Key key, Duration delay) {
    if (delay.isPositive()) {
      later.merge(key, now.plus(delay), (one, other) -> one.isBefore(other) ? one : other);
    } else {
      add(key);
    }
  }

  @Override
  public void addRateLimited(Key key) {
    Duration delay = lastDelay.containsKey(key)
        ? lastDelay.get(key).multipliedBy(2)
        : FIRST_DELAY;
    if (delay.compareTo(LONGEST_DELAY) > 0) delay = LONGEST_DELAY;
    lastDelay.put(key, delay);
    addAfter(key, delay);
  }

  @Override
  public Optional<Key> take() {
    Optional<Key> next = waiting.stream().findFirst();
    next.ifPresent(key -> {
      waiting.remove(key);
      inWork.add(key);
    });
    return next;
  }

  @Override
  public void done(Key key) {
    inWork.remove(key);
    if (changedInWork.remove(key)) add(key);
  }

  @Override
  public void forget(Key key) {
    lastDelay.remove(key);
  }

  @Override
  public int waiting() {
    return waiting.size();
  }
}
