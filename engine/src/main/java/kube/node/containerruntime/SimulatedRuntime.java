package kube.node.containerruntime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import kube.foundation.api.Container;
import kube.foundation.api.Pod;
import kube.foundation.machine.Actor;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;
import kube.network.Host;
import kube.network.Packet;
import kube.network.PodAddresses;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.node.containerruntime.image.Image;
import kube.node.containerruntime.image.ImageCatalogue;
import kube.node.containerruntime.image.Program;

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

  private final Actor actor;
  private final PodAddresses addresses;
  private final Set<String> images = new TreeSet<>();
  private final PodNetwork network;
  private final TreeMap<String, Room> rooms = new TreeMap<>();
  private final TreeMap<String, SimulatedContainer> containers = new TreeMap<>();
  private Consumer<Exit> listener = exit -> {};
  private int idsGiven;

  public SimulatedRuntime(Actor actor, PodAddresses addresses, PodNetwork network) {
    this.actor = actor;
    this.addresses = addresses;
    this.network = network;
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
      Room room = new Room(new Sandbox(newId("sandbox"), pod.metadata().uid(), address),
          pod.metadata().name());
      rooms.put(room.sandbox.id(), room);
      network.attach(address, node(), room);
      return room.sandbox;
    });
  }

  @Override
  public List<Sandbox> sandboxes() {
    return rooms.values().stream().map(room -> room.sandbox).toList();
  }

  @Override
  public List<Running> containers(String sandboxId) {
    return containers.values()
        .stream()
        .filter(container -> container.isIn(sandboxId))
        .map(SimulatedContainer::view)
        .toList();
  }

  @Override
  public String startContainer(String sandboxId, Container wish) {
    Image image = ImageCatalogue.find(wish.image()).orElseThrow();
    Room room = Optional.ofNullable(rooms.get(sandboxId)).orElseThrow();
    forgetOldRuns(sandboxId, wish.name());
    SimulatedContainer container = new SimulatedContainer(newId("container"), room.sandbox,
        room.podName, wish, image, this);
    containers.put(container.id(), container);
    actor.record("start", wish.name(), wish.image());
    container.after(START_TIME, container::start);
    return container.id();
  }

  /// One ended run of a container is kept, for those who ask what its last words were.
  private void forgetOldRuns(String sandboxId, String name) {
    List<SimulatedContainer> runs = containers.values()
        .stream()
        .filter(container -> container.isIn(sandboxId) && container.name().equals(name))
        .sorted(Comparator.comparingInt(SimulatedContainer::number))
        .toList();
    runs.subList(0, Math.max(0, runs.size() - 1)).forEach(old -> containers.remove(old.id()));
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    find(containerId).ifPresent(container -> container.stop(grace));
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    Room room = rooms.remove(sandboxId);
    if (room == null) return;
    List<SimulatedContainer> inside = new ArrayList<>(containers.values());
    inside.removeIf(container -> !container.isIn(sandboxId));
    inside.forEach(container -> {
      container.silence();
      containers.remove(container.id());
    });
    network.detach(room.sandbox.address(), room);
    addresses.release(room.sandbox.podUid());
  }

  @Override
  public List<LogLine> log(String containerId) {
    return find(containerId).map(container -> container.log().lines()).orElse(List.of());
  }

  @Override
  public Runnable followLog(String containerId, Consumer<LogLine> onLine, Runnable onEnd) {
    Optional<SimulatedContainer> container = find(containerId)
        .filter(SimulatedContainer::isRunning);
    if (container.isPresent()) return container.get().log().follow(onLine, onEnd);
    onEnd.run();
    return () -> {};
  }

  @Override
  public Terminal.Input exec(String containerId, List<String> command, boolean stdin, boolean tty,
      Terminal.Output output) {
    SimulatedContainer container = find(containerId).orElseThrow();
    ExecProcess process = new ExecProcess(container, newId("exec"), command, stdin, tty, output);
    container.after(Duration.ZERO, process::start);
    return process;
  }

  @Override
  public Terminal.Input attach(String containerId, Terminal.Output output) {
    return find(containerId).orElseThrow().attach(output);
  }

  @Override
  public Optional<ByteSink> portForward(String sandboxId, int port, ByteSink back) {
    return Optional.ofNullable(rooms.get(sandboxId)).flatMap(
        room -> room.accept(new Packet(Protocol.TCP, new SocketAddress("127.0.0.1", port),
            new SocketAddress(room.sandbox.address(), port)), back));
  }

  @Override
  public void onExit(Consumer<Exit> newListener) {
    listener = newListener;
  }

  private String newId(String what) {
    return what + "-" + node() + "-" + ++idsGiven;
  }

  private String node() {
    return actor.name().replaceFirst(".*/", "");
  }

  Actor actor() {
    return actor;
  }

  void exited(SimulatedContainer container, int code) {
    actor.record("exit", container.name(), "code " + code);
    listener.accept(new Exit(container.id(), container.sandbox().id(), container.name(), code));
  }

  /// The wires that lead away from this machine.
  PodNetwork network() {
    return network;
  }

  /// The room of one Pod, as the network sees it.
  private final class Room implements Host {
    private final Sandbox sandbox;
    private final String podName;

    private Room(Sandbox sandbox, String podName) {
      this.sandbox = sandbox;
      this.podName = podName;
    }

    @Override
    public Optional<ByteSink> accept(Packet packet, ByteSink back) {
      int port = packet.destination().port();
      return running().flatMap(container -> container.listener(port).stream())
          .findFirst()
          .map(listener -> listener.accept(packet.source(), back));
    }

    @Override
    public boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
      int port = packet.destination().port();
      Optional<Program.Receiver> receiver = running()
          .flatMap(container -> container.receiver(port).stream())
          .findFirst();
      receiver.ifPresent(found -> found.datagram(packet.source(), payload, answer));
      return receiver.isPresent();
    }

    private Stream<SimulatedContainer> running() {
      return containers.values().stream()
          .filter(container -> actor.isRunning() && container.isIn(sandbox.id()))
          .filter(SimulatedContainer::isRunning);
    }
  }

  private Optional<SimulatedContainer> find(String containerId) {
    return Optional.ofNullable(containers.get(containerId));
  }
}
