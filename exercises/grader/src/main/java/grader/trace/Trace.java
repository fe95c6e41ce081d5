package grader.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import kube.foundation.machine.EventLog;

/// What happened in a world, in order, and how its gauges stood after each event.
public record Trace(List<Moment> moments) {

  /// One event, and the gauges right after it.
  public record Moment(EventLog.Entry event, SortedMap<String, Integer> levels) {

    int level(Gauge gauge) {
      Integer level = levels.get(gauge.name());
      if (level == null) {
        throw new IllegalArgumentException("This trace has no gauge '" + gauge.name() + "'");
      }
      return level;
    }
  }

  public Trace {
    moments = List.copyOf(moments);
  }

  /// The event log of a cluster, without gauges.
  public static Trace of(EventLog log) {
    return new Trace(log.entries().stream().map(entry -> new Moment(entry, new TreeMap<>()))
        .toList());
  }

  /// The moments whose event is one of these, oldest first.
  public List<Moment> select(Predicate<EventLog.Entry> events) {
    return moments.stream().filter(moment -> events.test(moment.event())).toList();
  }

  /// `event 7, +12 s: you delete web-b`, as a message points at it.
  String pointAt(Moment moment) {
    EventLog.Entry event = moment.event();
    String detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
    return "event " + event.sequence() + ", " + since(event.time()) + ": " + event.actor() + " "
        + event.verb() + (event.object().isEmpty() ? "" : " `" + event.object() + "`") + detail;
  }

  /// The virtual time from the first event to this moment, as `+12 s`.
  String since(Instant time) {
    return said(Duration.between(moments.getFirst().event().time(), time));
  }

  static String said(Duration time) {
    return time.toMillis() % 1_000 == 0
        ? "+" + time.toSeconds() + " s"
        : "+" + time.toMillis() + " ms";
  }
}
