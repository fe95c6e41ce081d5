package kube.node.kubelet.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.probe.Asker.Target;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Verdict;
import kube.node.kubelet.wish.ContainerWish.Health;
import kube.node.kubelet.wish.ProbeWish;
import org.jspecify.annotations.Nullable;

/// Asks one run of a container what its [ProbeJudge] finds due, and tells it the answers, until the
/// run ends.
///
/// An answer that comes after the end belongs to nobody. Time is the time that passes: a clock that
/// somebody sets back asks no question later.
///
/// Owned by the loop.
public final class Prober {

  /// Who hears that something has changed.
  public interface Listener {

    /// @param because the question whose answer changed it
    void told(Verdict verdict, Kind because);
  }

  private final Actor actor;
  private final Asker asker;
  private final PodEvents events;
  private final Target target;
  private final ContainerView view;
  private final Part<ProbeJudge> judge;
  private final ProbeJudge.Probes probes;
  private @Nullable ProbeJudge told;
  private final Listener listener;
  private final boolean goesOn;
  private final boolean remembers;
  private final ProbeMemory memory;
  private Verdict known;
  private boolean isOver;
  private boolean onlyReadiness;

  /// @param judge a fresh one
  /// @param before what the API shows of a run that another kubelet has begun
  /// @param remembered what the kubelet that this one is a copy of had heard of this run
  /// @param listener hears every verdict that differs from the one before
  public Prober(Actor actor, Asker asker, PodEvents events, Target target, ContainerView view,
      Part<ProbeJudge> judge, Optional<Verdict> before, Optional<ProbeMemory> remembered,
      Listener listener) {
    this.actor = actor;
    this.asker = asker;
    this.events = events;
    this.target = target;
    this.view = view;
    this.judge = judge;
    this.listener = listener;
    Health health = view.wish().health();
    this.probes = new ProbeJudge.Probes(health.startup().map(Prober::timing),
        health.readiness().map(Prober::timing), health.liveness().map(Prober::timing));
    this.goesOn = before.isPresent();
    this.remembers = remembered.isPresent();
    this.memory = remembered.orElseGet(() -> new ProbeMemory(actor.worldTime()));
    this.known = before.orElse(new Verdict(health.startup().isEmpty(), health.startup().isEmpty()
        && health.readiness().isEmpty(), false, List.of()));
    judge.tell(this::begun);
  }

  /// A judge that takes over in the middle of a run is told what is known already.
  @SuppressWarnings("ReferenceEquality") // whether it is the very same judge
  private ProbeJudge begun(ProbeJudge part) {
    if (part == told) return part;
    if (told == null && remembers) {
      told = part;
      relive(part);
      return part;
    }
    boolean isFirst = told == null && !goesOn;
    told = part;
    part.containerStarted(actor.worldTime(), isFirst || !known.started()
        ? probes
        : new ProbeJudge.Probes(Optional.empty(), probes.readiness(), probes.liveness()));
    int answers = isFirst || !known.ready()
        ? 0
        : probes.readiness().map(ProbeJudge.Timing::successThreshold).orElse(0);
    for (int answer = 0; answer < answers; answer++) {
      part.on(Kind.READINESS, true, actor.worldTime());
    }
    return part;
  }

  /// Tells it all that was answered; of many equal answers in a row only those that can count.
  private void relive(ProbeJudge part) {
    part.containerStarted(memory.since(), probes);
    for (Kind kind : Kind.values()) {
      int counts = probes.of(kind).map(timing -> Math.max(timing.successThreshold(),
          timing.failureThreshold())).orElse(0);
      for (ProbeMemory.Row row : memory.rows(kind)) {
        for (int answer = 0; answer < Math.min(row.answers(), counts); answer++) {
          known = part.on(kind, row.isGood(), row.last());
        }
      }
    }
  }

  private static ProbeJudge.Timing timing(ProbeWish wish) {
    return new ProbeJudge.Timing(wish.initialDelay(), wish.period(), wish.successThreshold(),
        wish.failureThreshold());
  }

  /// What is known before the first answer, and after each.
  public Verdict verdict() {
    return known;
  }

  public void start() {
    for (Kind kind : Kind.values()) {
      if (kind == Kind.STARTUP && remembers && known.started()) continue;
      wish(kind).ifPresent(wish -> actor.after(untilFirst(kind, wish), () -> turn(kind, wish)));
    }
  }

  private Duration untilFirst(Kind kind, ProbeWish wish) {
    return Duration.between(actor.worldTime(),
        memory.next(kind, wish.initialDelay(), wish.period(), actor.worldTime()));
  }

  /// What it has heard by the moment.
  public Optional<ProbeMemory> memoryAt(Instant moment) {
    return memory.asOf(moment);
  }

  public void stop() {
    isOver = true;
  }

  /// The Pod is ending: nobody wants its containers back, but traffic may still come.
  public void onlyReadiness() {
    onlyReadiness = true;
  }

  /// How long the container may take to end when this question ends it; empty for the Pod's own.
  public Optional<Duration> grace(Kind kind) {
    return wish(kind).flatMap(ProbeWish::grace);
  }

  private Optional<ProbeWish> wish(Kind kind) {
    Health health = view.wish().health();
    return switch (kind) {
      case STARTUP -> health.startup();
      case READINESS -> health.readiness();
      case LIVENESS -> health.liveness();
    };
  }

  private void turn(Kind kind, ProbeWish wish) {
    if (isOver || (onlyReadiness && kind != Kind.READINESS)) return;
    judge.ask(part -> begun(part).tick(actor.worldTime())).due().forEach(this::ask);
    if (kind != Kind.STARTUP || !known.started()) {
      actor.after(wish.period(), () -> turn(kind, wish));
    }
  }

  private void ask(Kind kind) {
    if (onlyReadiness && kind != Kind.READINESS) return;
    Instant asked = actor.worldTime();
    wish(kind).ifPresent(wish -> asker.ask(wish.handler(), target, wish.timeout(),
        answer -> heard(kind, answer, asked)));
  }

  private void heard(Kind kind, Answer answer, Instant asked) {
    if (isOver || !actor.isRunning()) return;
    if (!answer.isGood()) {
      events.warning(view, "Unhealthy", kind.title() + " probe failed: " + answer.text());
    }
    memory.heard(kind, answer.isGood(), actor.worldTime());
    Verdict after = judge.ask(part -> begun(part).on(kind, answer.isGood(), asked));
    boolean isNews = after.started() != known.started() || after.ready() != known.ready()
        || after.restart() != known.restart();
    known = after;
    if (isNews) listener.told(after, kind);
  }
}
