package kube.foundation.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Everything that happened in a cluster, in order: what the board draws and the grader judges.
///
/// The same seed gives the same log, byte for byte; [#digest] is how a test says so. The log keeps
/// the newest entries only, so that a live cluster may run for days; the digest covers them all.
public final class EventLog {

  /// One thing that happened.
  ///
  /// @param sequence counts from 1 without gaps
  /// @param actor who did it: a component's name, or `machine` for a fault
  /// @param verb what it did, such as `create`, `bind`, `watch`, `pull`
  /// @param object on what, such as `pods/default/web-x7k2p`; empty when on nothing in particular
  /// @param revision the store's revision that this made, 0 when it made none
  /// @param detail the reason or the outcome in words, one line
  public record Entry(long sequence, Instant time, String actor, String verb, String object,
      long revision, String detail) {

    /// The entry as one line of text.
    public String toLine() {
      String made = revision == 0 ? "" : " @" + revision;
      String why = detail.isEmpty() ? "" : " — " + detail;
      return sequence + " " + time + " " + actor + " " + verb + " " + object + made + why;
    }
  }

  private static final int ENTRIES_KEPT = 100_000;

  private final Clock clock;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final List<Consumer<Entry>> listeners = new ArrayList<>();
  private final MessageDigest digest = sha256();
  private long lastSequence;

  EventLog(Clock clock) {
    this.clock = clock;
  }

  /// Adds an entry at the present moment.
  public void append(String actor, String verb, String object, long revision, String detail) {
    Entry entry = new Entry(++lastSequence, clock.now(), actor, verb, object, revision, detail);
    digest.update(entry.toLine().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    entries.addLast(entry);
    if (entries.size() > ENTRIES_KEPT) entries.removeFirst();
    listeners.forEach(listener -> listener.accept(entry));
  }

  /// Calls `listener` with each entry from now on, on the loop.
  public void onEntry(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  public long lastSequence() {
    return lastSequence;
  }

  /// The kept entries after `sequence`, oldest first.
  public List<Entry> after(long sequence) {
    return last(Math.clamp(lastSequence - sequence, 0, entries.size()));
  }

  /// All kept entries, oldest first.
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// The newest `count` entries, oldest first.
  public List<Entry> last(int count) {
    List<Entry> newest = new ArrayList<>(count);
    Iterator<Entry> backwards = entries.descendingIterator();
    while (newest.size() < count && backwards.hasNext()) newest.add(backwards.next());
    return List.copyOf(newest.reversed());
  }

  /// SHA-256 over every line ever written, in hexadecimal.
  public String digest() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
