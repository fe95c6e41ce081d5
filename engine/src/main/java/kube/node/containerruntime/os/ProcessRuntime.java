package kube.node.containerruntime.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.machine.Actor;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;
import kube.network.Host;
import kube.network.Packet;
import kube.network.PodAddresses;
import kube.network.PodNetwork;
import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.Credential;
import kube.node.containerruntime.SandboxConfig;
import kube.node.containerruntime.process.Files;

/// A runtime whose containers are real processes.
///
/// The Pod has an address of the cluster's network like every other; the data plane leads connections
/// to it, and into the namespace where the process listens.
///
/// Owned by the loop; closed with its machine.
///
/// **Models** namespaces, real logs, signals and exit codes, `exec`, ports. **Leaves out** images: the
/// process sees the files of the machine that runs the cluster, read-only; memory limits; UDP; and
/// connections from the process to the cluster's network, which is not real.
public final class ProcessRuntime implements ContainerRuntime, AutoCloseable {

  /// The handler by which a RuntimeClass chooses this runtime.
  public static final String HANDLER = "process";

  private record Place(SandboxConfig config, String address, PauseProcess pause, Host host,
      boolean isReady) {}

  private final Actor actor;
  private final PodAddresses addresses;
  private final PodNetwork network;
  private final Crew crew;
  private final RealFolders folders;
  private final TreeMap<String, Place> places = new TreeMap<>();
  private final TreeMap<String, ProcessContainer> containers = new TreeMap<>();
  private Consumer<Exit> listener = exit -> {};
  private int idsGiven;

  /// @param loop runs what it is given on the cluster's loop
  public ProcessRuntime(Actor actor, PodAddresses addresses, PodNetwork network, Files disk,
      Consumer<Runnable> loop) {
    this.actor = actor;
    this.addresses = addresses;
    this.network = network;
    this.crew = new Crew(loop);
    this.folders = new RealFolders(disk);
  }

  /// What this machine lacks for real processes; empty when it has everything.
  public static Optional<String> missing() {
    return Namespaces.missing();
  }

  @Override
  public String version() {
    return "process://1.0.0";
  }

  @Override
  public void pullImage(String image, List<Credential> credentials, Consumer<Pull> whenDone) {
    whenDone.accept(new Pull.Pulled(Duration.ZERO, Duration.ZERO, 0));
  }

  @Override
  public boolean hasImage(String image) {
    return true;
  }

  @Override
  public List<LocalImage> images() {
    return List.of();
  }

  @Override
  public void removeImage(String image) {
    // There are none.
  }

  @Override
  public Room runPodSandbox(SandboxConfig config) {
    Optional<String> problem = missing();
    Optional<String> address = problem.isPresent()
        ? Optional.empty()
        : addresses.allocate(config.podUid());
    if (address.isEmpty()) {
      return new Room.Refused("rpc error: code = Unknown desc = "
          + problem.orElse("no IP addresses available in range set"));
    }
    String id = newId("process-sandbox");
    PauseProcess pause = new PauseProcess(crew, config.hostname());
    Host host = (Packet packet, ByteSink back) -> Optional
        .ofNullable(pause.connect(packet.destination().port(), back));
    places.put(id, new Place(config, address.get(), pause, host, true));
    network.attach(address.get(), actor.name().replaceFirst(".*/", ""), host);
    return new Room.Made(view(id));
  }

  private Sandbox view(String id) {
    Place place = Optional.ofNullable(places.get(id)).orElseThrow();
    return new Sandbox(id, place.config.podUid(), place.address, place.isReady);
  }

  @Override
  public List<Sandbox> sandboxes() {
    return places.keySet().stream().map(this::view).toList();
  }

  @Override
  public List<Running> containers(String sandboxId) {
    return inside(sandboxId).stream().map(ProcessContainer::view).toList();
  }

  private List<ProcessContainer> inside(String sandboxId) {
    return containers.values().stream()
        .filter(container -> container.sandboxId().equals(sandboxId)).toList();
  }

  @Override
  public Launch startContainer(String sandboxId, ContainerConfig config) {
    String id = newId("process");
    if (config.command().isEmpty()) {
      return new Launch.Failed(id, "no command specified");
    }
    List<ProcessContainer> runs = new ArrayList<>(inside(sandboxId));
    runs.removeIf(run -> !run.name().equals(config.name()));
    runs.stream().limit(Math.max(0, runs.size() - 1)).forEach(old -> containers.remove(old.id()));
    ProcessContainer container = new ProcessContainer(id, sandboxId, config, actor, crew, folders,
        hosts(sandboxId), this::exited);
    containers.put(id, container);
    actor.record("start", config.name(), String.join(" ", config.command()));
    Optional.ofNullable(places.get(sandboxId)).ifPresent(place -> place.pause
        .whenReady(container::start));
    return new Launch.Started(id);
  }

  private String hosts(String sandboxId) {
    Optional<Place> place = Optional.ofNullable(places.get(sandboxId));
    String own = place.map(found -> found.config.hostname()).orElse("");
    String added = place.map(found -> String.join("\n", found.config.names().hosts())).orElse("");
    return "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost " + own + "\n" + added + "\n";
  }

  private void exited(ProcessContainer container) {
    container.end().ifPresent(end -> {
      actor.record("exit", container.name(), "code " + end.exitCode());
      listener.accept(new Exit(container.id(), container.sandboxId(), container.name(), end));
    });
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    find(containerId).ifPresent(container -> container.stop(grace));
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    Place place = places.get(sandboxId);
    if (place == null || !place.isReady) return;
    inside(sandboxId).forEach(ProcessContainer::kill);
    place.pause.stop();
    network.detach(place.address, place.host);
    addresses.release(place.config.podUid());
    places.put(sandboxId, new Place(place.config, place.address, place.pause, place.host, false));
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    stopPodSandbox(sandboxId);
    places.remove(sandboxId);
    inside(sandboxId).forEach(container -> containers.remove(container.id()));
  }

  @Override
  public List<LogLine> log(String containerId) {
    return find(containerId).map(container -> container.log().lines()).orElse(List.of());
  }

  @Override
  public Runnable followLog(String containerId, Consumer<LogLine> onLine, Runnable onEnd) {
    Optional<ProcessContainer> running = find(containerId).filter(ProcessContainer::isRunning);
    if (running.isPresent()) return running.get().log().follow(onLine, onEnd);
    onEnd.run();
    return () -> {};
  }

  @Override
  public Terminal.Input exec(String containerId, List<String> command, boolean stdin, boolean tty,
      Terminal.Output output) {
    return new ProcessExec(crew, find(containerId).flatMap(ProcessContainer::program), command,
        output);
  }

  @Override
  public Terminal.Input attach(String containerId, Terminal.Output output) {
    return new LogAttachment(this, containerId, output);
  }

  @Override
  public Optional<ByteSink> portForward(String sandboxId, int port, ByteSink back) {
    return Optional.ofNullable(places.get(sandboxId))
        .flatMap(place -> Optional.ofNullable(place.pause.connect(port, back)));
  }

  @Override
  public Optional<byte[]> readFile(String containerId, String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Usage> usage(String containerId) {
    return find(containerId).flatMap(ProcessContainer::usage);
  }

  @Override
  public long bytesWritten(String containerId) {
    return 0;
  }

  @Override
  public void rotateLog(String containerId, long mostBytes, int mostFiles) {
    // The last lines are kept in memory, and no file is written.
  }

  @Override
  public int processes(String containerId) {
    return Optional.ofNullable(containers.get(containerId)).map(_ -> 1).orElse(0);
  }

  @Override
  public void updateLimits(String containerId, ContainerConfig.Limits limits) {
    // Processes here have no limits.
  }

  @Override
  public void onExit(Consumer<Exit> newListener) {
    listener = newListener;
  }

  /// The machine has lost its power: every process ends.
  @Override
  public void close() {
    List.copyOf(places.keySet()).forEach(this::removePodSandbox);
    crew.close();
    try {
      folders.remove();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private String newId(String what) {
    return what + "-" + actor.name().replaceFirst(".*/", "") + "-" + ++idsGiven;
  }

  private Optional<ProcessContainer> find(String containerId) {
    return Optional.ofNullable(containers.get(containerId));
  }
}
