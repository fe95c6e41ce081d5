package kube.node.kubelet.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Supplier;

import kube.foundation.api.Interner;
import kube.foundation.api.Quantity;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.ContainerConfig.Limits;
import kube.node.containerruntime.ContainerConfig.Mount;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Launch;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;

/// Takes a container through its start: image, configuration, program.
///
/// Owned by the loop.
///
/// **In Kubernetes:** `startContainer` in
/// [kuberuntime_container.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/kuberuntime/kuberuntime_container.go)
public final class ContainerStarter {

  /// How long until a container that could not be configured is tried again.
  public static final Duration RETRY = Duration.ofSeconds(10);

  /// What the starter needs of the Pod around the container.
  public interface Surroundings {

    PodWish pod();

    /// The room to start it in; empty when it is gone by now.
    Optional<String> room();

    Environment environment();

    /// What the container sees of the Pod's volumes, or why it cannot.
    Mounting mounts(ContainerWish container, SortedMap<String, String> variables);

    /// It runs now. Its hook comes next.
    void launched(ContainerView view);

    /// It could not be run: as if it had run and failed at once.
    void failed(ContainerView view, Launch.Failed failure);
  }

  /// What came of looking for the volumes of a container.
  public sealed interface Mounting {
    record Found(List<Mount> mounts) implements Mounting {
      public Found { mounts = List.copyOf(mounts); }
    }

    record Missing(String message) implements Mounting {}
  }

  private final Tools tools;
  private final ImagePuller puller;
  private final PodEvents events;
  private final Surroundings around;

  /// What every part of a kubelet works with.
  public record Tools(Actor actor, ContainerRuntime runtime, Supplier<Boolean> isWanted,
      Interner interner) {}

  public ContainerStarter(Tools tools, ImagePuller puller, PodEvents events,
      Surroundings around) {
    this.tools = tools;
    this.puller = puller;
    this.events = events;
    this.around = around;
  }

  public void start(ContainerView view) {
    view.prepare();
    puller.bring(around.pod(), view, () -> configure(view));
  }

  private void configure(ContainerView view) {
    Optional<String> room = around.room();
    if (!tools.isWanted.get() || room.isEmpty()) {
      view.notPrepared(tools.actor.now());
      return;
    }
    Optional<String> wrongUser = wrongUser(view.wish());
    if (wrongUser.isPresent()) {
      cannotConfigure(view, wrongUser.get());
      return;
    }
    switch (around.environment().of(view.wish())) {
      case Environment.Outcome.Missing(String message) -> cannotConfigure(view, message);
      case Environment.Outcome.Found(SortedMap<String, String> variables) -> {
        switch (around.mounts(view.wish(), variables)) {
          case Mounting.Missing(String message) -> cannotConfigure(view, message);
          case Mounting.Found(List<Mount> mounts) -> launch(view, room.get(),
              config(view, variables, mounts));
        }
      }
    }
  }

  /// Every image here wants to run as root unless the author says otherwise.
  private Optional<String> wrongUser(ContainerWish wish) {
    boolean isRefused = wish.security().mustNotBeRoot() && wish.security().user() <= 0;
    if (!isRefused) return Optional.empty();
    String who = "(pod: \"" + around.pod().longName() + "\", container: " + wish.name() + ")";
    return Optional.of(wish.security().user() == 0
        ? "container's runAsUser breaks non-root policy " + who
        : "container has runAsNonRoot and image will run as root " + who);
  }

  private ContainerConfig config(ContainerView view, SortedMap<String, String> variables,
      List<Mount> mounts) {
    ContainerWish wish = view.wish();
    return new ContainerConfig(wish.name(), wish.image(),
        view.hasRun() ? view.restartCount() + 1 : view.restartCount(),
        Environment.expand(wish.command(), variables), Environment.expand(wish.args(), variables),
        tools.interner.one(variables), wish.workingDirectory(), wish.terminal(), mounts,
        tools.interner.one(limits(wish)));
  }

  /// What the container may use at most.
  public static Limits limits(ContainerWish wish) {
    Quantity memory = wish.limits().get("memory");
    Quantity cpu = wish.limits().get("cpu");
    return memory == null && cpu == null
        ? Limits.NONE
        : new Limits(memory == null ? OptionalLong.empty() : OptionalLong.of(memory.units()),
            cpu == null ? OptionalLong.empty() : OptionalLong.of(cpu.millis()));
  }

  private void launch(ContainerView view, String room, ContainerConfig config) {
    Launch launch = tools.runtime.startContainer(room, config);
    events.normal(view, "Created", "Container created");
    view.launched(launch.id(), tools.actor.now());
    switch (launch) {
      case Launch.Started _ -> {
        events.normal(view, "Started", "Container started");
        around.launched(view);
      }
      case Launch.Failed failed -> {
        events.warning(view, "Failed", "Error: " + failed.message());
        around.failed(view, failed);
      }
    }
  }

  private void cannotConfigure(ContainerView view, String message) {
    events.warning(view, "Failed", "Error: " + message);
    view.waitsFor("CreateContainerConfigError", message);
    view.notPrepared(tools.actor.now().plus(RETRY));
  }
}
