package site.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What all clients asked for and were told, and whether one order of events explains it.
///
/// The server names its order itself: every answer carries the revision at which the object was as it
/// says. So the history is linearizable if revisions and values belong together, and if whoever asked
/// after another was answered never sees an older revision of the same key.
///
/// Guarded by its own lock, because many clients write to it.
final class History {

  private record Event(long begin, long end, long revision, long value) {}

  private final Map<String, List<Event>> events = new HashMap<>();
  private final Map<String, Set<Long>> begun = new HashMap<>();
  private final Map<String, Set<Long>> refused = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long lastValue;
  private long writes;
  private long reads;

  /// A new value, which no other write has.
  synchronized long begins(String key) {
    begun.computeIfAbsent(key, _ -> new HashSet<>()).add(++lastValue);
    return lastValue;
  }

  synchronized void refused(String key, long value) {
    refused.computeIfAbsent(key, _ -> new HashSet<>()).add(value);
  }

  synchronized void wrote(String key, long begin, long end, long revision, long value) {
    writes++;
    notifyAll();
    add(key, new Event(begin, end, revision, value));
  }

  /// Waits until so many more writes are acknowledged, or until nobody may be expected to wait on.
  synchronized void awaitWrites(int more, Duration atMost) throws InterruptedException {
    long enough = writes + more;
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); writes < enough
        && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  synchronized void saw(String key, long begin, long end, long revision, long value) {
    reads++;
    if (!begun.getOrDefault(key, Set.of()).contains(value)
        || refused.getOrDefault(key, Set.of()).contains(value)) {
      faults.add(key + " holds " + value + ", which nobody has written");
    }
    add(key, new Event(begin, end, revision, value));
  }

  /// Nothing is there: fine only before the first write was acknowledged.
  synchronized void absent(String key, long begin, long end) {
    reads++;
    boolean isLost = events.getOrDefault(key, List.of()).stream()
        .anyMatch(event -> event.end < begin);
    if (isLost && end > begin) faults.add(key + " is lost");
  }

  synchronized void broken(String what) {
    faults.add(what);
  }

  private void add(String key, Event event) {
    events.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
  }

  /// Judges everything so far, and says how much that was.
  ///
  /// @throws IllegalStateException when no order explains what clients saw
  synchronized String verdict() {
    events.forEach(this::judge);
    if (!faults.isEmpty()) throw new IllegalStateException(String.join("; ", faults));
    return String.format("%,d acknowledged writes and %,d reads over HTTP in one order: none lost,"
        + " none half", writes, reads);
  }

  private void judge(String key, List<Event> all) {
    Map<Long, Long> valueAt = new HashMap<>();
    for (Event event : all) {
      Long known = valueAt.putIfAbsent(event.revision, event.value);
      if (known != null && known != event.value) {
        faults.add(key + " held " + known + " and " + event.value + " at " + event.revision);
      }
    }
    List<Event> byEnd = new ArrayList<>(all);
    byEnd.sort(Comparator.comparingLong(Event::end));
    List<Event> byBegin = new ArrayList<>(all);
    byBegin.sort(Comparator.comparingLong(Event::begin));
    long newest = 0;
    int ended = 0;
    for (Event event : byBegin) {
      while (byEnd.get(ended).end < event.begin) {
        newest = Math.max(newest, byEnd.get(ended++).revision);
      }
      if (event.revision < newest) {
        faults.add(key + " went back from " + newest + " to " + event.revision);
      }
    }
  }
}
