package kube.node.kubelet.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.node.kubelet.probe.ProbeJudge.Kind;

/// What one run of a container has answered so far, as rows of equal answers.
///
/// The oldest rows are forgotten: what a judge holds to be true follows from the latest.
///
/// Owned by the loop.
public final class ProbeMemory {

  private static final int ROWS_AT_MOST = 32;

  /// Equal answers one after the other.
  record Row(boolean isGood, Instant first, Instant last, int answers) {

    Row andAt(Instant at) {
      return new Row(isGood, first, at, answers + 1);
    }

    /// What was known of it at the moment: its answers come at equal distances.
    Optional<Row> asOf(Instant moment) {
      if (first.isAfter(moment)) return Optional.empty();
      if (!last.isAfter(moment)) return Optional.of(this);
      Duration distance = Duration.between(first, last).dividedBy(answers - 1L);
      long after = Duration.between(first, moment).dividedBy(distance);
      return Optional.of(new Row(isGood, first, first.plus(distance.multipliedBy(after)),
          (int) after + 1));
    }
  }

  private final Instant since;
  private final Map<Kind, List<Row>> rows = new EnumMap<>(Kind.class);

  /// @param since when the first question was thought of
  ProbeMemory(Instant since) {
    this.since = since;
  }

  Instant since() {
    return since;
  }

  List<Row> rows(Kind kind) {
    return List.copyOf(rows.getOrDefault(kind, List.of()));
  }

  void heard(Kind kind, boolean isGood, Instant at) {
    List<Row> known = rows.computeIfAbsent(kind, _ -> new ArrayList<>(1));
    if (!known.isEmpty() && known.getLast().isGood() == isGood) {
      known.set(known.size() - 1, known.getLast().andAt(at));
      return;
    }
    if (known.size() == ROWS_AT_MOST) known.removeFirst();
    known.add(new Row(isGood, at, at, 1));
  }

  /// What it was at a moment; empty when the container ran later.
  public Optional<ProbeMemory> asOf(Instant moment) {
    if (since.isAfter(moment)) return Optional.empty();
    ProbeMemory past = new ProbeMemory(since);
    rows.forEach((kind, known) -> past.rows.put(kind, new ArrayList<>(
        known.stream().map(row -> row.asOf(moment)).flatMap(Optional::stream).toList())));
    return Optional.of(past);
  }

  /// The next moment at which the question is thought of.
  Instant next(Kind kind, Duration initialDelay, Duration period, Instant now) {
    Instant next = since.plus(initialDelay);
    List<Row> known = rows(kind);
    boolean isAnswered = !known.isEmpty() && !known.getLast().last().isBefore(now);
    Duration missed = Duration.between(next, now);
    if (missed.isNegative()) return next;
    next = next.plus(period.multipliedBy(missed.dividedBy(period)));
    return next.isBefore(now) || isAnswered ? next.plus(period) : next;
  }
}
