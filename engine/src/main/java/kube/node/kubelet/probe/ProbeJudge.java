package kube.node.kubelet.probe;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import kube.node.kubelet.wish.ContainerWish.Health;
import kube.node.kubelet.wish.ProbeWish;

/// Counts what the probes of one run of a container answered, and says what that means.
///
/// Only answers in a row count. Nothing but the startup probe is asked before it has succeeded; what
/// is never asked is fine. A container with a readiness probe is not ready before its first good
/// answer.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe
public final class ProbeJudge {

  /// The three questions.
  public enum Kind {
    STARTUP("Startup"), READINESS("Readiness"), LIVENESS("Liveness");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /// What is known after an answer.
  ///
  /// @param restart which probe wants the container to be started again; empty for none
  public record Verdict(boolean isStarted, boolean isReady, Optional<Kind> restart) {}

  private static final class Count {
    private int good;
    private int bad;
  }

  private final Map<Kind, ProbeWish> wishes = new EnumMap<>(Kind.class);
  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
  private boolean started;
  private boolean ready;
  private Optional<Kind> restart = Optional.empty();

  public ProbeJudge(Health health) {
    health.startup().ifPresent(wish -> wishes.put(Kind.STARTUP, wish));
    health.readiness().ifPresent(wish -> wishes.put(Kind.READINESS, wish));
    health.liveness().ifPresent(wish -> wishes.put(Kind.LIVENESS, wish));
    wishes.keySet().forEach(kind -> counts.put(kind, new Count()));
    started = !wishes.containsKey(Kind.STARTUP);
    ready = !wishes.containsKey(Kind.READINESS);
  }

  public Verdict verdict() {
    return new Verdict(started, started && ready, restart);
  }

  /// Whether this question may be asked now.
  public boolean isDue(Kind kind) {
    return wishes.containsKey(kind) && restart.isEmpty() && (kind == Kind.STARTUP) != started;
  }

  /// One more answer.
  public Verdict on(Kind kind, boolean isGood) {
    ProbeWish wish = wishes.get(kind);
    Count count = counts.get(kind);
    if (wish == null || count == null || !isDue(kind)) return verdict();
    count.good = isGood ? count.good + 1 : 0;
    count.bad = isGood ? 0 : count.bad + 1;
    if (count.good >= wish.successThreshold()) succeeded(kind);
    if (count.bad >= wish.failureThreshold()) failed(kind);
    return verdict();
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
      case STARTUP, LIVENESS -> restart = Optional.of(kind);
    }
  }

  /// How the question is asked; only for those that are asked at all.
  Optional<ProbeWish> wish(Kind kind) {
    return Optional.ofNullable(wishes.get(kind));
  }

  /// How long the container may take to end when this probe ends it.
  public Optional<Duration> grace(Kind kind) {
    return wish(kind).flatMap(ProbeWish::grace);
  }
}
