package learner;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kube.node.kubelet.probe.ProbeJudge;

/// Feels three pulses; the verdict is read from them and kept nowhere.
public class MyProbeJudge implements ProbeJudge {

  /// What one question has found: a pulse is exchanged for the next and never changed.
  private record Pulse(Timing timing, Instant next, boolean isWell, int good, int bad) {

    Pulse heard(boolean ok) {
      int goodNow = ok ? good + 1 : 0;
      int badNow = ok ? 0 : bad + 1;
      boolean isWellNow = goodNow >= timing.successThreshold()
          || (isWell && badNow < timing.failureThreshold());
      return new Pulse(timing, next, isWellNow, goodNow, badNow);
    }

    Pulse askedAt(Instant now) {
      return new Pulse(timing, now.plus(timing.period()), isWell, good, bad);
    }

    boolean hasFailed() {
      return bad >= timing.failureThreshold();
    }
  }

  private final TreeMap<Kind, Pulse> pulses = new TreeMap<>();
  private Instant begin = Instant.MAX;

  @Override
  public void containerStarted(Instant at, Probes probes) {
    pulses.clear();
    begin = at;
    for (Kind kind : Kind.values()) {
      probes.of(kind).ifPresent(timing -> pulses.put(kind,
          new Pulse(timing, at.plus(timing.initialDelay()), kind == Kind.LIVENESS, 0, 0)));
    }
  }

  @Override
  public Verdict on(Kind kind, boolean ok, Instant at) {
    if (!at.isBefore(begin) && mayCount(kind)) change(kind, pulse -> pulse.heard(ok));
    return verdict(List.of());
  }

  @Override
  public Verdict tick(Instant now) {
    List<Kind> due = pulses.keySet().stream().filter(this::mayCount)
        .filter(kind -> !now.isBefore(pulses.get(kind).next())).toList();
    due.forEach(kind -> change(kind, pulse -> pulse.askedAt(now)));
    return verdict(due);
  }

  private void change(Kind kind, UnaryOperator<Pulse> change) {
    pulses.computeIfPresent(kind, (_, pulse) -> change.apply(pulse));
  }

  private boolean mayCount(Kind kind) {
    return !isToRestart() && isWell(Kind.STARTUP) != (kind == Kind.STARTUP);
  }

  private boolean isWell(Kind kind) {
    return pulse(kind).map(Pulse::isWell).orElse(true);
  }

  private boolean isToRestart() {
    boolean neverStarted = !isWell(Kind.STARTUP)
        && pulse(Kind.STARTUP).filter(Pulse::hasFailed).isPresent();
    return neverStarted || !isWell(Kind.LIVENESS);
  }

  private Optional<Pulse> pulse(Kind kind) {
    return Optional.ofNullable(pulses.get(kind));
  }

  private Verdict verdict(List<Kind> due) {
    return new Verdict(isWell(Kind.STARTUP), isWell(Kind.STARTUP) && isWell(Kind.READINESS),
        isToRestart(), due);
  }
}
