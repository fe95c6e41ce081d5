package grader.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;

import kube.foundation.machine.Clock;
import kube.foundation.machine.EventLog;

/// Records what happens in a small world that has no event log of its own.
///
/// Owned by the thread that runs the world.
public final class Tape {

  private final Clock clock;
  private final List<Trace.Moment> moments = new ArrayList<>();
  private final SortedMap<String, IntSupplier> gauges = new TreeMap<>();

  public Tape(Clock clock) {
    this.clock = clock;
  }

  /// Reads this number after each event from now on.
  public void read(Gauge gauge, IntSupplier level) {
    gauges.put(gauge.name(), level);
  }

  /// Records one event at the present moment.
  ///
  /// @param detail the outcome in words, empty when the event says it all
  public void note(String actor, String verb, String object, String detail) {
    SortedMap<String, Integer> levels = new TreeMap<>();
    gauges.forEach((name, level) -> levels.put(name, level.getAsInt()));
    moments.add(new Trace.Moment(new EventLog.Entry(moments.size() + 1, clock.now(), actor, verb,
        object, 0, detail, 0), levels));
  }

  /// What was recorded so far.
  public Trace trace() {
    return new Trace(moments);
  }
}
