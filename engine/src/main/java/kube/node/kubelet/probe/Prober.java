package kube.node.kubelet.probe;

import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.probe.Asker.Target;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Verdict;
import kube.node.kubelet.wish.ProbeWish;

/// Asks one run of a container at the times that its author wants, until it ends.
///
/// An answer that comes after the end belongs to nobody.
///
/// Owned by the loop.
public final class Prober {

  private final Actor actor;
  private final Asker asker;
  private final PodEvents events;
  private final Target target;
  private final ContainerView view;
  private final ProbeJudge judge;
  private final Consumer<Verdict> told;
  private boolean isOver;
  private boolean onlyReadiness;

  /// @param told hears every verdict that differs from the one before
  public Prober(Actor actor, Asker asker, PodEvents events, Target target, ContainerView view,
      Consumer<Verdict> told) {
    this.actor = actor;
    this.asker = asker;
    this.events = events;
    this.target = target;
    this.view = view;
    this.judge = new ProbeJudge(view.wish().health());
    this.told = told;
  }

  public ProbeJudge judge() {
    return judge;
  }

  public void start() {
    for (Kind kind : Kind.values()) {
      judge.wish(kind).ifPresent(wish -> actor.after(wish.initialDelay(), () -> turn(kind, wish)));
    }
  }

  public void stop() {
    isOver = true;
  }

  /// The Pod is ending: nobody wants its containers back, but traffic may still come.
  public void onlyReadiness() {
    onlyReadiness = true;
  }

  private void turn(Kind kind, ProbeWish wish) {
    if (isOver || (onlyReadiness && kind != Kind.READINESS)) return;
    if (judge.isDue(kind)) {
      asker.ask(wish.handler(), target, wish.timeout(), answer -> heard(kind, answer));
    }
    if (kind != Kind.STARTUP || !judge.verdict().isStarted()) {
      actor.after(wish.period(), () -> turn(kind, wish));
    }
  }

  private void heard(Kind kind, Answer answer) {
    if (isOver || !actor.isRunning()) return;
    if (!answer.isGood()) {
      events.warning(view, "Unhealthy", kind.title() + " probe failed: " + answer.text());
    }
    Verdict before = judge.verdict();
    Verdict after = judge.on(kind, answer.isGood());
    if (!after.equals(before)) told.accept(after);
  }
}
