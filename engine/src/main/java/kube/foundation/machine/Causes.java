package kube.foundation.machine;

import java.util.TreeMap;

/// Finds out why things happen: which earlier line of the log led to the next one.
///
/// What a program does, it does because of the event that woke it, and that event carries the line
/// during which it was planned. A watch event carries the line of the write that it tells of. What a
/// program states (`decide …`) is the reason of what it does next. What has no other reason and
/// concerns a party of a fault that lasts, happens because of the fault.
///
/// Owned by the loop.
final class Causes {

  private static final int WRITES_REMEMBERED = 1 << 14;

  private final long[] revisions = new long[WRITES_REMEMBERED];
  private final long[] lines = new long[WRITES_REMEMBERED];
  private final TreeMap<String, Long> faults = new TreeMap<>();
  private long present;
  private long stated;

  /// The line that what is planned now will happen because of; 0 when there is none.
  long present() {
    return stated != 0 ? stated : present;
  }

  /// An event begins that was planned because of this line.
  void begin(long line) {
    present = line;
    stated = 0;
  }

  /// Something arrives that tells of the write that made this revision.
  void arrives(long revision) {
    int place = (int) (revision % WRITES_REMEMBERED);
    begin(revisions[place] == revision ? lines[place] : present);
  }

  /// A line was written that made a revision.
  void wrote(long revision, long line) {
    int place = (int) (revision % WRITES_REMEMBERED);
    revisions[place] = revision;
    lines[place] = line;
  }

  /// A program has said in this line why it does what it does next.
  void stated(long line) {
    stated = line;
  }

  /// Why a statement is made: not because of the one before.
  long ofStatement(String actor, String object) {
    return present != 0 ? present : ofFault(actor, object);
  }

  long of(String actor, String object) {
    long known = present();
    return known != 0 ? known : ofFault(actor, object);
  }

  private long ofFault(String actor, String object) {
    for (var fault : faults.entrySet()) {
      boolean strikes = Party.covers(fault.getKey(), actor) || Party.isOn(fault.getKey(), object);
      if (strikes) return fault.getValue();
    }
    return 0;
  }

  void faultBegins(String party, long line) {
    faults.put(party, line);
  }

  void faultEnds(String party) {
    faults.remove(party);
  }
}
