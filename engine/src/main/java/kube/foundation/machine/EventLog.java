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
  /// @param because the sequence of the entry that led to this one, 0 when none is known
  public record Entry(long sequence, Instant time, String actor, String verb, String object,
      long revision, String detail, long because) {

    /// The entry as one line of text.
    public String toLine() {
      String made = revision == 0 ? "" : " @" + revision;
      String why = detail.isEmpty() ? "" : " — " + detail;
      String cause = because == 0 ? "" : " (because " + because + ")";
      return sequence + " " + time + " " + actor + " " + verb + " " + object + made + why + cause;
    }
  }

  private static final int ENTRIES_KEPT = 100_000;

  private final Clock clock;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final List<Consumer<Entry>> listeners = new ArrayList<>();
  private final MessageDigest digest = sha256();
  private final Causes causes = new Causes();
  private long lastSequence;
  private long lastDigested;

  EventLog(Clock clock) {
    this.clock = clock;
  }

  /// Adds an entry at the present moment.
  public void append(String actor, String verb, String object, long revision, String detail) {
    append(actor, verb, object, revision, detail, causes.of(actor, object));
    if (revision > 0) causes.wrote(revision, lastSequence);
  }

  /// Adds what a program says of itself: the reason of what it does next.
  void state(String actor, String verb, String object, String detail) {
    append(actor, verb, object, 0, detail, causes.ofStatement(actor, object));
    causes.stated(lastSequence);
  }

  /// A fault begins; what has no other reason and concerns its parties happens because of it.
  public void beginFault(Fault fault) {
    append("machine", "begin", fault.name(), 0, "", 0);
    fault.parties().forEach(party -> causes.faultBegins(party, lastSequence));
  }

  /// The fault is over.
  public void endFault(Fault fault) {
    append("machine", "end", fault.name(), 0, "", 0);
    fault.parties().forEach(causes::faultEnds);
  }

  /// What happens from here on, in the event that runs now, follows from the write that made this
  /// revision.
  public void follow(long revision) {
    causes.arrives(revision);
  }

  Causes causes() {
    return causes;
  }

  private void append(String actor, String verb, String object, long revision, String detail,
      long because) {
    Entry entry = new Entry(++lastSequence, clock.now(), actor, verb, object, revision, detail,
        because);
    entries.addLast(entry);
    if (entries.size() > ENTRIES_KEPT) digest(entries.removeFirst());
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
  ///
  /// Few ask, so an entry is read for it when somebody does, or when the log lets go of it.
  public String digest() {
    after(lastDigested).forEach(this::digest);
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", impossible);
    }
  }

  private void digest(Entry entry) {
    if (entry.sequence() <= lastDigested) return;
    digest.update(entry.toLine().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    lastDigested = entry.sequence();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
