package kube.node.kubelet.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.kubelet.wish.Handler;

/// Takes a container through its end: the hook before it, the request, and force when the grace is
/// over.
///
/// The hook counts inside the grace; whatever it takes, two seconds are left for the program itself.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
public final class ContainerStopper {

  /// Runs a hook and says whether it went well.
  public interface HookRunner {
    void run(ContainerView view, Handler hook, Duration timeout,
        Consumer<Optional<String>> problem);
  }

  private static final Duration LEAST = Duration.ofSeconds(2);

  private final Actor actor;
  private final ContainerRuntime runtime;
  private final PodEvents events;
  private final HookRunner hooks;

  public ContainerStopper(Actor actor, ContainerRuntime runtime, PodEvents events,
      HookRunner hooks) {
    this.actor = actor;
    this.runtime = runtime;
    this.events = events;
    this.hooks = hooks;
  }

  /// Begins the end. The runtime tells when it has come.
  ///
  /// @param why the note for people
  public void stop(ContainerView view, String why, Duration grace) {
    view.stops();
    events.normal(view, "Killing", why);
    Optional<Handler> hook = view.wish().hooks().preStop();
    String id = view.containerId();
    if (hook.isEmpty() || grace.isZero()) {
      runtime.stopContainer(id, grace);
      return;
    }
    Instant begun = actor.now();
    hooks.run(view, hook.get(), grace, problem -> {
      problem.ifPresent(text -> events.warning(view, "FailedPreStopHook", "PreStopHook failed"));
      Duration left = grace.minus(Duration.between(begun, actor.now()));
      runtime.stopContainer(id, left.compareTo(LEAST) < 0 ? LEAST : left);
    });
  }
}
