package grader.trace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import grader.check.Feedback;
import grader.trace.Trace.Moment;

/// The words in which a check says what must be true of a trace.
///
/// A word whose claim does not hold ends the check. The feedback says what the check expected, what
/// was seen, and the first event that was wrong, beside what the check itself has to say: what it
/// did, why it matters, and where to read.
///
/// There are 18 words, and no more than 20 should there ever be: counting ([#exactly], [#once],
/// [#never], [#atMost], [#atLeast], [#oncePerObject]), order ([#inOrder], [#onlyAfter],
/// [#nothingAfter]), time ([#followedWithin], [#apartBy], [#settledWithin], [#eventually]), change
/// ([#onlyWhenChanged], [#each]), and gauges ([#neverFewerThan], [#neverMoreThan], [#endsAt]).
public final class Claims {

  private final Trace trace;
  private final Feedback story;

  private Claims(Trace trace, Feedback story) {
    this.trace = trace;
    this.story = story;
  }

  /// Claims about this trace, told as a part of this story: what we did, why it matters, what to
  /// read. What the story already says of the answer and the need is said first.
  public static Claims about(Trace trace, Feedback story) {
    return new Claims(trace, story);
  }

  /// A failure of the claims that follow shows this known mistake.
  public Claims named(String misconception, String message) {
    return new Claims(trace, story.named(misconception, message));
  }

  // ── How many

  public Claims exactly(int count, Events events) {
    List<Moment> seen = trace.select(events);
    if (seen.size() > count) wrong(count + " " + events.name(), seen.size(), seen.get(count));
    if (seen.size() < count) missing(count + " " + events.name(), seen.size() + "");
    return this;
  }

  public Claims once(Events events) {
    return exactly(1, events);
  }

  public Claims never(Events events) {
    return atMost(0, events);
  }

  public Claims atMost(int count, Events events) {
    List<Moment> seen = trace.select(events);
    String wanted = count == 0 ? "no " + events.name() : "at most " + count + " " + events.name();
    if (seen.size() > count) wrong(wanted, seen.size(), seen.get(count));
    return this;
  }

  public Claims atLeast(int count, Events events) {
    int seen = trace.select(events).size();
    if (seen < count) missing("at least " + count + " " + events.name(), seen + "");
    return this;
  }

  /// No object has two of these: "bound once".
  public Claims oncePerObject(Events events) {
    Map<String, Moment> first = new TreeMap<>();
    for (Moment moment : trace.select(events)) {
      String object = moment.event().object();
      if (first.putIfAbsent(object, moment) != null) {
        wrong(events.name() + " once for each object", 2, moment);
      }
    }
    return this;
  }

  // ── In which order

  /// The first of each comes in this order; none may be missing.
  public Claims inOrder(Events... kinds) {
    long last = 0;
    for (Events events : kinds) {
      long bound = last;
      Optional<Moment> first = trace.select(events).stream()
          .filter(moment -> moment.event().sequence() > bound).findFirst();
      if (first.isEmpty()) missing(events.name() + (last == 0 ? "" : " after event " + last), "0");
      last = first.map(moment -> moment.event().sequence()).orElse(last);
    }
    return this;
  }

  /// None of `events` comes before the first `condition`.
  public Claims onlyAfter(Events condition, Events events) {
    for (Moment moment : trace.moments()) {
      if (condition.test(moment.event())) return this;
      if (events.test(moment.event())) {
        wrong(condition.name() + " before any " + events.name(), 1, moment);
      }
    }
    return this;
  }

  /// None of `events` comes after the last `end`.
  public Claims nothingAfter(Events end, Events events) {
    List<Moment> ends = trace.select(end);
    if (ends.isEmpty()) return this;
    long last = ends.getLast().event().sequence();
    List<Moment> late = trace.select(events).stream()
        .filter(moment -> moment.event().sequence() > last).toList();
    if (!late.isEmpty()) {
      wrong("no " + events.name() + " after event " + last, late.size(), late.getFirst());
    }
    return this;
  }

  // ── In which time

  /// Each `cause` is followed by an `effect` within this virtual time.
  public Claims followedWithin(Duration time, Events cause, Events effect) {
    for (Moment moment : trace.select(cause)) {
      boolean isAnswered = trace.select(effect).stream()
          .filter(other -> other.event().sequence() > moment.event().sequence())
          .anyMatch(other -> between(moment, other).compareTo(time) <= 0);
      if (!isAnswered) wrong(effect.name() + " within " + time.toSeconds() + " s of it", 0, moment);
    }
    return this;
  }

  /// Between two of these lies at least this time: no hot loop.
  public Claims apartBy(Duration time, Events events) {
    List<Moment> seen = trace.select(events);
    for (int i = 1; i < seen.size(); i++) {
      if (between(seen.get(i - 1), seen.get(i)).compareTo(time) < 0) {
        wrong("at least " + time.toSeconds() + " s between two " + events.name(), seen.size(),
            seen.get(i));
      }
    }
    return this;
  }

  /// None of these comes later than this after the beginning.
  public Claims settledWithin(Duration time, Events events) {
    List<Moment> late = trace.select(events).stream()
        .filter(moment -> between(trace.moments().getFirst(), moment).compareTo(time) > 0).toList();
    if (!late.isEmpty()) {
      wrong("no " + events.name() + " after " + Trace.said(time), late.size(), late.getFirst());
    }
    return this;
  }

  /// The gauge stands at this number at some event within this virtual time.
  public Claims eventually(int level, Gauge gauge, Duration within) {
    boolean isReached = trace.moments().stream().anyMatch(moment -> moment.level(gauge) == level
        && between(trace.moments().getFirst(), moment).compareTo(within) <= 0);
    if (!isReached) {
      missing(level + " " + gauge.name() + " within " + within.toSeconds() + " s",
          trace.moments().stream().mapToInt(moment -> moment.level(gauge)).max().orElse(0)
              + " at most");
    }
    return this;
  }

  // ── What changes

  /// "No write when nothing changed": between two `passes`, `writes` come only when a `change` came
  /// since the pass before.
  public Claims onlyWhenChanged(Events passes, Events writes, Events changes) {
    boolean isNews = true;
    boolean wasNews = true;
    for (Moment moment : trace.moments()) {
      if (passes.test(moment.event())) {
        wasNews = isNews;
        isNews = false;
      } else if (writes.test(moment.event()) && !wasNews) {
        wrong("no " + writes.name() + " when nothing changed", 1, moment);
      }
      isNews |= changes.test(moment.event());
    }
    return this;
  }

  /// Each of these has this property.
  ///
  /// @param which the property in words: "of a pending Pod"
  public Claims each(Events events, String which, Events property) {
    for (Moment moment : trace.select(events)) {
      if (!property.test(moment.event())) wrong(events.name() + " only " + which, 1, moment);
    }
    return this;
  }

  // ── Gauges

  public Claims neverFewerThan(int level, Gauge gauge) {
    for (Moment moment : trace.moments()) {
      if (moment.level(gauge) < level) {
        wrong("never fewer than " + level + " " + gauge.name(), moment.level(gauge), moment);
      }
    }
    return this;
  }

  public Claims neverMoreThan(int level, Gauge gauge) {
    for (Moment moment : trace.moments()) {
      if (moment.level(gauge) > level) {
        wrong("never more than " + level + " " + gauge.name(), moment.level(gauge), moment);
      }
    }
    return this;
  }

  public Claims endsAt(int level, Gauge gauge) {
    Moment last = trace.moments().getLast();
    if (last.level(gauge) != level) {
      wrong(level + " " + gauge.name() + " in the end", last.level(gauge), last);
    }
    return this;
  }

  // ── How it is said

  private void wrong(String expected, int seen, Moment first) {
    fail(expected, seen + ", and the first that is wrong is " + trace.pointAt(first),
        Optional.of(first));
  }

  private void missing(String expected, String seen) {
    fail(expected, seen, Optional.empty());
  }

  private void fail(String expected, String seen, Optional<Moment> first) {
    String needed = story.weNeeded().isEmpty()
        ? "We needed " + expected + "."
        : story.weNeeded();
    String answered = (story.youAnswered().isEmpty() ? "" : story.youAnswered() + " ")
        + "We looked for " + expected + " and saw " + seen + ".";
    Feedback told = story.youAnswered(answered).weNeeded(needed);
    throw Timeline.upTo(trace, first).map(told::shown).orElse(told).asFailure();
  }

  private static Duration between(Moment one, Moment other) {
    return Duration.between(one.event().time(), other.event().time());
  }
}
