package grader.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import grader.check.Evidence;
import grader.trace.Trace.Moment;
import kube.foundation.machine.EventLog;

/// Cuts out of a trace what a person has to see of it: the events before the first wrong one.
final class Timeline {

  private Timeline() {}

  /// The last events up to the first wrong one, or up to the end when something was missing.
  static Optional<Evidence> upTo(Trace trace, Optional<Moment> wrong) {
    if (trace.moments().isEmpty()) return Optional.empty();
    List<Moment> all = trace.moments();
    Moment last = wrong.orElse(all.getLast());
    List<Evidence.Step> steps = new ArrayList<>();
    for (Moment moment : all) {
      if (moment.event().sequence() <= last.event().sequence()) steps.add(step(trace, moment));
    }
    int from = Math.max(0, steps.size() - Evidence.MOST_STEPS);
    String origin = from == 0 ? "" : "the last " + (steps.size() - from) + " of " + steps.size();
    return Optional.of(new Evidence(steps.subList(from, steps.size()),
        wrong.map(moment -> Math.toIntExact(moment.event().sequence())).orElse(0), origin));
  }

  private static Evidence.Step step(Trace trace, Moment moment) {
    EventLog.Entry event = moment.event();
    String detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
    String what = event.actor() + " " + event.verb()
        + (event.object().isEmpty() ? "" : " `" + event.object() + "`") + detail;
    return new Evidence.Step(Math.toIntExact(event.sequence()), trace.since(event.time()), what,
        "");
  }
}
