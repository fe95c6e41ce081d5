package kube.node.kubelet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Exit;
import kube.node.containerruntime.ContainerRuntime.Pull;
import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.kubelet.ContainerView.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Brings the containers of one Pod to its wish, from the first pull to the last goodbye.
///
/// A new worker first looks at what already runs: after a restart of the kubelet its containers are
/// taken over and not started again.
///
/// Owned by the loop.
final class PodWorker {

  private final Actor actor;
  private final ApiClient client;
  private final ContainerRuntime runtime;
  private final EventRecorder events;
  private final Machine machine;
  private final PodStatus status;
  private final RestartBackoff backoff = new RestartBackoff();
  private final Map<String, ContainerView> containers = new LinkedHashMap<>();
  private Pod pod;
  private @Nullable Sandbox sandbox;
  private @Nullable ObjectNode reported;
  private boolean stopping;
  private boolean over;

  PodWorker(Actor actor, ApiClient client, ContainerRuntime runtime, EventRecorder events,
      Machine machine, Pod pod) {
    this.actor = actor;
    this.client = client;
    this.runtime = runtime;
    this.events = events;
    this.machine = machine;
    this.pod = pod;
    this.status = new PodStatus(pod, actor.now());
    pod.containers().forEach(wish -> containers.put(wish.name(), new ContainerView(wish)));
  }

  Metadata metadata() {
    return pod.metadata();
  }

  Optional<ContainerView> container(String name) {
    return Optional.ofNullable(containers.get(name));
  }

  Optional<String> sandboxId() {
    return Optional.ofNullable(sandbox).map(Sandbox::id);
  }

  void start() {
    rememberRestarts();
    takeOver();
    if (pod.metadata().isBeingDeleted()) {
      stop();
    } else if (!pod.isFinished()) {
      containers.values().stream().filter(view -> !view.isRunning()).forEach(this::pull);
      report();
    }
  }

  /// The API shows the Pod anew.
  ///
  /// The node controller may have called it unready while this node was silent. Whoever runs the
  /// containers knows better, and says so.
  void changed(Pod newPod) {
    pod = newPod;
    boolean isReady = containers.values().stream().allMatch(ContainerView::isRunning);
    if (isReady && !pod.isReady()) reported = null;
    if (pod.metadata().isBeingDeleted()) {
      stop();
    } else if (reported == null) {
      report();
    }
  }

  /// The API no longer has the Pod: what is left of it goes at once.
  void gone() {
    over = true;
    removeSandbox();
  }

  void exited(Exit exit) {
    ContainerView view = containers.get(exit.name());
    if (over || view == null || !view.containerId.equals(exit.containerId())) return;
    view.ended(exit.exitCode(), actor.now());
    if (stopping) {
      finishWhenAllStopped();
    } else if (wantsRestart(exit.exitCode())) {
      restart(view);
    }
    report();
  }

  /// Says again what could not be said, and finishes what could not be finished.
  void sync() {
    if (over) return;
    report();
    if (stopping) finishWhenAllStopped();
  }

  /// Whether a container of this Pod lives in the room.
  boolean owns(String sandboxId) {
    return sandbox != null && sandbox.id().equals(sandboxId);
  }

  private void rememberRestarts() {
    pod.containerStatuses().forEach(old -> {
      ContainerView view = containers.get(old.name());
      if (view == null) return;
      boolean ranBefore = old.state().equals("running") || old.restartCount() > 0;
      view.restartCount = old.restartCount() + (ranBefore ? 1 : 0);
    });
  }

  private void takeOver() {
    for (Sandbox existing : runtime.sandboxes()) {
      if (!existing.podUid().equals(pod.metadata().uid())) continue;
      sandbox = existing;
      runtime.containers(existing.id()).forEach(this::takeOver);
    }
  }

  private void takeOver(Running running) {
    ContainerView view = containers.get(running.name());
    if (view == null || running.exitCode().isPresent()) return;
    view.containerId = running.id();
    view.restartCount = Math.max(0, view.restartCount - 1);
    view.state = new State.Running(running.startedAt());
  }

  private void pull(ContainerView view) {
    if (over || stopping) return;
    String image = view.wish.image();
    if (runtime.hasImage(image)) {
      normal("Pulled", "Container image \"" + image + "\" already present on machine");
      launch(view);
    } else {
      normal("Pulling", "Pulling image \"" + image + "\"");
      runtime.pullImage(image, pull -> pulled(view, pull));
    }
  }

  private void pulled(ContainerView view, Pull pull) {
    if (over || stopping) return;
    switch (pull) {
      case Pull.Pulled done -> {
        normal("Pulled", "Successfully pulled image \"" + view.wish.image() + "\" in "
            + done.took().toMillis() + "ms");
        launch(view);
      }
      case Pull.Failed failed -> pullFailed(view, failed.message());
    }
  }

  private void pullFailed(ContainerView view, String message) {
    String image = view.wish.image();
    warning("Failed", "Failed to pull image \"" + image + "\": " + message);
    warning("Failed", "Error: ErrImagePull");
    view.state = new State.Waiting("ErrImagePull", message);
    report();
    actor.after(Duration.ofSeconds(1), () -> {
      if (over || stopping) return;
      normal("BackOff", "Back-off pulling image \"" + image + "\"");
      view.state = new State.Waiting("ImagePullBackOff",
          "Back-off pulling image \"" + image + "\"");
      report();
    });
    actor.after(backoff.next("pull " + image), () -> pull(view));
  }

  private void launch(ContainerView view) {
    Sandbox room = room();
    if (room == null) {
      warning("FailedCreatePodSandBox", "Failed to create pod sandbox: no addresses available in "
          + machine.podCidr());
      actor.after(Duration.ofSeconds(10), () -> pull(view));
      return;
    }
    view.containerId = runtime.startContainer(room.id(), view.wish);
    view.state = new State.Running(actor.now());
    normal("Created", "Created container: " + view.wish.name());
    normal("Started", "Started container " + view.wish.name());
    report();
  }

  private @Nullable Sandbox room() {
    if (sandbox == null) sandbox = runtime.runPodSandbox(pod).orElse(null);
    return sandbox;
  }

  private boolean wantsRestart(int exitCode) {
    return switch (pod.restartPolicy()) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  private void restart(ContainerView view) {
    String name = view.wish.name();
    view.lastRun()
        .filter(
            run -> Duration.between(run.since(), run.at()).compareTo(RestartBackoff.RUN_WELL) >= 0)
        .ifPresent(ranWell -> backoff.forget("run " + name));
    Duration delay = backoff.nextAfterRun("run " + name);
    if (delay.isPositive()) {
      String where = pod.metadata().name() + "_" + pod.metadata().namespace() + "("
          + pod.metadata().uid() + ")";
      warning("BackOff", "Back-off restarting failed container " + name + " in pod " + where);
      view.state = new State.Waiting("CrashLoopBackOff", "back-off " + delay.toSeconds()
          + "s restarting failed container=" + name + " pod=" + where);
    }
    actor.after(delay, () -> {
      if (over || stopping) return;
      view.restartCount++;
      pull(view);
    });
  }

  private void stop() {
    if (stopping || over) return;
    stopping = true;
    for (ContainerView view : containers.values()) {
      if (!view.isRunning()) continue;
      normal("Killing", "Stopping container " + view.wish.name());
      runtime.stopContainer(view.containerId, pod.terminationGracePeriod());
    }
    finishWhenAllStopped();
  }

  private void finishWhenAllStopped() {
    if (containers.values().stream().anyMatch(ContainerView::isRunning)) return;
    report();
    removeSandbox();
    if (client.deleteNow(pod).refusal().filter(refusal -> !refusal.isNotFound()).isEmpty()) {
      over = true;
    }
  }

  private void removeSandbox() {
    if (sandbox != null) runtime.removePodSandbox(sandbox.id());
    sandbox = null;
  }

  /// Writes the status when it is not what was written last; a refusal is retried by [#sync].
  private void report() {
    String phase = PodStatus.phase(pod.restartPolicy(), containers.values());
    Optional<String> address = Optional.ofNullable(sandbox).map(Sandbox::address);
    ObjectNode now = status.compose(phase, machine, address, containers.values(), actor.now());
    if (now.equals(reported)) return;
    if (client.patchStatus(Kinds.POD, pod.key(), now).isOk()) reported = now;
  }

  private void normal(String reason, String message) {
    events.normal(Kinds.POD, pod.metadata(), reason, message);
  }

  private void warning(String reason, String message) {
    events.warning(Kinds.POD, pod.metadata(), reason, message);
  }
}
