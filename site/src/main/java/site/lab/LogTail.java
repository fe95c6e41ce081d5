package site.lab;

import java.util.ArrayDeque;
import java.util.List;
import kube.foundation.machine.EventLog;

/// The newest entries of a cluster's log, readable from outside its loop.
///
/// Safe for many threads: the loop adds, pages read.
final class LogTail {
  private static final int KEPT = 3_000;

  private final ArrayDeque<EventLog.Entry> entries = new ArrayDeque<>();
  private long rings;

  synchronized void add(EventLog.Entry entry) {
    entries.addLast(entry);
    if (entries.size() > KEPT) entries.removeFirst();
    notifyAll();
  }

  synchronized long lastSequence() {
    return entries.isEmpty() ? 0 : entries.getLast().sequence();
  }

  /// The newest `most` entries after `sequence`, oldest first.
  synchronized List<EventLog.Entry> after(long sequence, int most) {
    long count = Math.min(most, lastSequence() - sequence);
    if (count <= 0) return List.of();
    return entries.stream().skip(Math.max(0, entries.size() - count)).toList();
  }

  /// How often [#ring] was called: to be read before looking, and handed to [#await] after.
  synchronized long rings() {
    return rings;
  }

  /// Waits until there is an entry after `sequence`, or somebody rings, or the time is over.
  synchronized void await(long sequence, long ringsHeard, long milliseconds)
      throws InterruptedException {
    long deadline = System.nanoTime() + milliseconds * 1_000_000;
    while (lastSequence() <= sequence && rings == ringsHeard) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) return;
      wait(left);
    }
  }

  /// Wakes everybody who waits, because something else than the log has changed.
  synchronized void ring() {
    rings++;
    notifyAll();
  }
}
