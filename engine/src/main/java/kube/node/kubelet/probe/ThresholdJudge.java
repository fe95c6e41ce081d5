package kube.node.kubelet.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our own judge: counts answers in a row.
///
/// Nothing but the startup probe is asked before it has succeeded; what is never asked is fine. A
/// container with a readiness probe is not ready before its first good answer.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe
public final class ThresholdJudge implements ProbeJudge {

  private static final class Count {
    private final Timing timing;
    private Instant next;
    private int good;
    private int bad;

    private Count(Timing timing, Instant start) {
      this.timing = timing;
      this.next = start.plus(timing.initialDelay());
    }
  }

  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
  private Instant begin = Instant.MIN;
  private boolean started = true;
  private boolean ready = true;
  private boolean restart;

  @Override
  public void containerStarted(Instant at, Probes probes) {
    begin = at;
    counts.clear();
    for (Kind kind : Kind.values()) {
      probes.of(kind).ifPresent(timing -> counts.put(kind, new Count(timing, at)));
    }
    started = probes.startup().isEmpty();
    ready = probes.readiness().isEmpty();
    restart = false;
  }

  @Override
  public Verdict tick(Instant now) {
    List<Kind> due = new ArrayList<>();
    counts.forEach((kind, count) -> {
      if (count.next.isAfter(now)) return;
      count.next = now.plus(count.timing.period());
      if (isAsked(kind)) due.add(kind);
    });
    return verdict(due);
  }

  @Override
  public Verdict on(Kind kind, boolean ok, Instant at) {
    Optional<Count> found = Optional.ofNullable(counts.get(kind))
        .filter(_ -> isAsked(kind) && !at.isBefore(begin));
    if (found.isEmpty()) return verdict(List.of());
    Count count = found.get();
    count.good = ok ? count.good + 1 : 0;
    count.bad = ok ? 0 : count.bad + 1;
    if (count.good >= count.timing.successThreshold()) succeeded(kind);
    if (count.bad >= count.timing.failureThreshold()) failed(kind);
    return verdict(List.of());
  }

  private boolean isAsked(Kind kind) {
    return !restart && (kind == Kind.STARTUP) != started;
  }

  private Verdict verdict(List<Kind> due) {
    return new Verdict(started, started && ready, restart, due);
  }

  private void succeeded(Kind kind) {
    switch (kind) {
      case STARTUP -> started = true;
      case READINESS -> ready = true;
      case LIVENESS -> {}
    }
  }

  private void failed(Kind kind) {
    switch (kind) {
      case READINESS -> ready = false;
      case STARTUP, LIVENESS -> restart = true;
    }
  }
}
