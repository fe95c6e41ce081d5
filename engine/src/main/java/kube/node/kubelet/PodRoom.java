package kube.node.kubelet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kube.foundation.machine.Timer;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.volume.PodVolumes;
import kube.node.kubelet.wish.PodWish;
import org.jspecify.annotations.Nullable;

/// The room of one Pod: made once its volumes are there, and tried again while it cannot be.
///
/// Owned by the loop.
final class PodRoom {

  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final long FIRST_MOUNT_RETRY_MILLIS = 500;
  private static final long LAST_MOUNT_RETRY_MILLIS = 122_000;
  private static final Duration DISK_RETRY = Duration.ofSeconds(1);
  private static final int DISK_LOOKS = 20;

  /// How long the volumes of a Pod may take before its events say so, and how soon they say it again.
  private static final Duration MOUNT_TIMEOUT = Duration.ofSeconds(123);

  private final NodeKit kit;
  private final PodEvents events;
  private final PodVolumes volumes;
  private final Runnable again;
  private @Nullable Sandbox sandbox;
  private boolean waits;
  private int mountFailures;
  private int diskLooks;
  private List<PodVolumes.Problem> unmounted = List.of();
  private Timer mountTimeout = () -> {};

  /// @param again is called when another try is due
  PodRoom(NodeKit kit, PodEvents events, PodVolumes volumes, Runnable again) {
    this.kit = kit;
    this.events = events;
    this.volumes = volumes;
    this.again = again;
  }

  Optional<Sandbox> sandbox() {
    return Optional.ofNullable(sandbox);
  }

  PodSeen.Room seen() {
    if (sandbox == null) return PodSeen.Room.NONE;
    return sandbox.isReady() ? PodSeen.Room.READY : PodSeen.Room.STOPPED;
  }

  /// Another kubelet has made it.
  void found(Sandbox existing) {
    sandbox = existing;
  }

  /// Mounts the volumes and makes the room. Returns whether that went well.
  boolean make(PodWish pod) {
    if (waits) return false;
    List<PodVolumes.Problem> problems = volumes.mount();
    if (!problems.isEmpty()) {
      if (unmounted.isEmpty()) mountTimeout = kit.actor().after(MOUNT_TIMEOUT, this::tellTimeout);
      unmounted = problems;
      mountAgain(problems);
      return false;
    }
    mountTimeout.cancel();
    unmounted = List.of();
    return switch (kit.rooms().make(pod, events)) {
      case Room.Made(Sandbox made) -> {
        remove();
        sandbox = made;
        yield true;
      }
      case Room.Refused(String message) -> {
        events.warning("FailedCreatePodSandBox", "Failed to create pod sandbox: " + message);
        tryAgain(RETRY);
        yield false;
      }
    };
  }

  private void mountAgain(List<PodVolumes.Problem> problems) {
    List<PodVolumes.Problem> failed = problems.stream().filter(one -> !one.awaitsDisk()).toList();
    failed.forEach(problem -> events.warning("FailedMount", "MountVolume.SetUp failed for volume \""
        + problem.volume() + "\" : " + problem.message()));
    tryAgain(failed.isEmpty()
        ? diskLooks++ < DISK_LOOKS ? DISK_RETRY : RETRY
        : Duration.ofMillis(Math.min(LAST_MOUNT_RETRY_MILLIS,
            FIRST_MOUNT_RETRY_MILLIS << Math.min(8, mountFailures++))));
  }

  /// The volumes are taking too long.
  private void tellTimeout() {
    if (sandbox != null || unmounted.isEmpty()) return;
    events.warning("FailedMount", "Unable to attach or mount volumes: unmounted volumes="
        + names(unmounted.stream()) + ", unattached volumes="
        + names(unmounted.stream().filter(PodVolumes.Problem::awaitsDisk))
        + ", failed to process volumes=[]: context deadline exceeded");
    mountTimeout = kit.actor().after(MOUNT_TIMEOUT, this::tellTimeout);
  }

  private static String names(Stream<PodVolumes.Problem> problems) {
    return problems.map(PodVolumes.Problem::volume).collect(Collectors.joining(" ", "[", "]"));
  }

  /// Gives the network back and keeps the logs. Returns whether there was something to do.
  boolean stop() {
    Sandbox room = sandbox;
    if (room == null || !room.isReady()) return false;
    kit.runtime().stopPodSandbox(room.id());
    sandbox = new Sandbox(room.id(), room.podUid(), room.address(), false);
    return true;
  }

  void remove() {
    mountTimeout.cancel();
    if (sandbox != null) kit.runtime().removePodSandbox(sandbox.id());
    sandbox = null;
  }

  /// By the time that passes and not by the clock, which somebody may set back meanwhile.
  private void tryAgain(Duration delay) {
    waits = true;
    kit.actor().after(delay, () -> {
      waits = false;
      again.run();
    });
  }
}
