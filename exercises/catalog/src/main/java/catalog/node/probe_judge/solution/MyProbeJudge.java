package learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kube.node.kubelet.probe.ProbeJudge;

/// Counts equal answers in a row; when a row is long enough, it decides.
public class MyProbeJudge implements ProbeJudge {
  private final Map<Kind, Row> rows = new EnumMap<>(Kind.class);
  private Instant begin = Instant.MIN;
  private boolean started;
  private boolean ready;
  private boolean restart;

  @Override
  public void containerStarted(Instant at, Probes probes) {
    begin = at;
    rows.clear();
    for (Kind kind : Kind.values()) {
      probes.of(kind).ifPresent(timing -> rows.put(kind, new Row(timing, at)));
    }
    started = probes.startup().isEmpty();
    ready = probes.readiness().isEmpty();
    restart = false;
  }

  @Override
  public Verdict on(Kind kind, boolean ok, Instant at) {
    Optional<Row> row = Optional.ofNullable(rows.get(kind));
    boolean counts = isAsked(kind) && !at.isBefore(begin);
    if (counts && row.filter(one -> one.isLongEnoughWith(ok)).isPresent()) decide(kind, ok);
    return verdict(List.of());
  }

  @Override
  public Verdict tick(Instant now) {
    List<Kind> due = new ArrayList<>();
    rows.forEach((kind, row) -> {
      if (isAsked(kind) && row.isDue(now)) due.add(kind);
    });
    return verdict(due);
  }

  /// Before it has started only one question counts, and afterwards only the two others.
  private boolean isAsked(Kind kind) {
    return !restart && started != (kind == Kind.STARTUP);
  }

  private void decide(Kind kind, boolean ok) {
    switch (kind) {
      case STARTUP -> started = ok;
      case READINESS -> ready = ok;
      case LIVENESS -> {}
    }
    if (!ok && kind != Kind.READINESS) restart = true;
  }

  private Verdict verdict(List<Kind> due) {
    return new Verdict(started, started && ready, restart, due);
  }

  /// The latest answers to one question, as far as they are equal.
  private static final class Row {
    private final Timing timing;
    private Instant next;
    private boolean answer;
    private int length;

    private Row(Timing timing, Instant begin) {
      this.timing = timing;
      this.next = begin.plus(timing.initialDelay());
    }

    private boolean isLongEnoughWith(boolean ok) {
      length = ok == answer ? length + 1 : 1;
      answer = ok;
      return length >= (ok ? timing.successThreshold() : timing.failureThreshold());
    }

    private boolean isDue(Instant now) {
      if (next.isAfter(now)) return false;
      next = now.plus(timing.period());
      return true;
    }
  }
}
