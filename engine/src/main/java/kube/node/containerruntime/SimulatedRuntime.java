package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import kube.foundation.api.Container;
import kube.foundation.api.Pod;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Timer;
import kube.network.PodAddresses;
import kube.node.containerruntime.image.Image;
import kube.node.containerruntime.image.ImageCatalogue;
import kube.node.containerruntime.image.Program;
import org.jspecify.annotations.Nullable;

/// A runtime whose containers are small programs in the cluster's own time.
///
/// It outlives a kubelet that is unplugged, as containerd does, and dies with its machine.
///
/// Owned by the loop.
///
/// **Models** pull times, a registry that does not have everything, exit codes, SIGTERM and SIGKILL.
/// **Leaves out** processors and memory really used: a simulated program burns neither.
public final class SimulatedRuntime implements ContainerRuntime {

  private static final Duration START_TIME = Duration.ofMillis(50);
  private static final int KILLED = 137;

  private final Actor actor;
  private final PodAddresses addresses;
  private final Set<String> images = new TreeSet<>();
  private final TreeMap<String, Sandbox> sandboxes = new TreeMap<>();
  private final TreeMap<String, ContainerProcess> processes = new TreeMap<>();
  private Consumer<Exit> listener = exit -> {};
  private int idsGiven;

  public SimulatedRuntime(Actor actor, PodAddresses addresses) {
    this.actor = actor;
    this.addresses = addresses;
  }

  @Override
  public void pullImage(String reference, Consumer<Pull> whenDone) {
    Duration took = images.contains(reference)
        ? Duration.ZERO
        : ImageCatalogue.find(reference).map(this::pullTime).orElse(Duration.ofMillis(600));
    actor.record("pull", reference, "");
    actor.after(took, () -> whenDone.accept(endOfPull(reference, took)));
  }

  private Pull endOfPull(String reference, Duration took) {
    if (ImageCatalogue.find(reference).isEmpty()) {
      return new Pull.Failed("rpc error: code = NotFound desc = failed to pull and unpack image \""
          + reference + "\": not found");
    }
    images.add(reference);
    return new Pull.Pulled(took);
  }

  /// A network is never twice as fast: up to a half more or less than the usual time.
  private Duration pullTime(Image image) {
    Duration usual = image.pull();
    return actor.randomness().between(usual.dividedBy(2), usual.multipliedBy(3).dividedBy(2));
  }

  @Override
  public boolean hasImage(String reference) {
    return images.contains(reference);
  }

  @Override
  public Optional<Sandbox> runPodSandbox(Pod pod) {
    return addresses.allocate(pod.metadata().uid()).map(address -> {
      Sandbox sandbox = new Sandbox(newId("sandbox"), pod.metadata().uid(), address);
      sandboxes.put(sandbox.id(), sandbox);
      return sandbox;
    });
  }

  @Override
  public List<Sandbox> sandboxes() {
    return List.copyOf(sandboxes.values());
  }

  @Override
  public List<Running> containers(String sandboxId) {
    return processes.values()
        .stream()
        .filter(process -> process.sandboxId.equals(sandboxId))
        .map(ContainerProcess::view)
        .toList();
  }

  @Override
  public String startContainer(String sandboxId, Container container) {
    Image image = ImageCatalogue.find(container.image()).orElseThrow();
    ContainerProcess process = new ContainerProcess(newId("container"), sandboxId, container.name(),
        image.program(container));
    processes.put(process.id, process);
    actor.record("start", container.name(), container.image());
    process.after(START_TIME, () -> process.program.start(process));
    return process.id;
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    ContainerProcess process = processes.get(containerId);
    if (process == null) return;
    boolean obeys = process.program.shutdown().compareTo(grace) <= 0;
    process.after(obeys ? process.program.shutdown() : grace,
        () -> process.exit(obeys ? 0 : KILLED));
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    Sandbox sandbox = sandboxes.remove(sandboxId);
    if (sandbox == null) return;
    List<ContainerProcess> inside = new ArrayList<>(processes.values());
    inside.removeIf(process -> !process.sandboxId.equals(sandboxId));
    inside.forEach(process -> {
      process.silence();
      processes.remove(process.id);
    });
    addresses.release(sandbox.podUid());
  }

  @Override
  public void onExit(Consumer<Exit> newListener) {
    listener = newListener;
  }

  private String newId(String what) {
    return what + "-" + actor.name().replaceFirst(".*/", "") + "-" + ++idsGiven;
  }

  /// A program that runs, or has run, in a room.
  private final class ContainerProcess implements Program.Surroundings {
    private final String id;
    private final String sandboxId;
    private final String name;
    private final Program program;
    private final Instant startedAt = actor.now();
    private final List<Timer> timers = new ArrayList<>();
    private @Nullable Integer exitCode;

    private ContainerProcess(String id, String sandboxId, String name, Program program) {
      this.id = id;
      this.sandboxId = sandboxId;
      this.name = name;
      this.program = program;
    }

    private Running view() {
      return new Running(id, sandboxId, name, startedAt, Optional.ofNullable(exitCode));
    }

    @Override
    public void after(Duration delay, Runnable work) {
      timers.add(actor.after(delay, work));
    }

    @Override
    public void print(String line) {
      actor.record("print", name, line);
    }

    @Override
    public void exit(int code) {
      if (exitCode != null) return;
      exitCode = code;
      silence();
      actor.record("exit", name, "code " + code);
      listener.accept(new Exit(id, sandboxId, name, code));
    }

    private void silence() {
      timers.forEach(Timer::cancel);
      timers.clear();
    }
  }
}
