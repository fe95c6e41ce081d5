package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import kube.foundation.api.Usage;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
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
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.slot.CriRuntime;

/// A runtime whose containers are small programs in the cluster's own time.
///
/// It outlives a kubelet that is unplugged, as containerd does, and dies with its machine.
///
/// Owned by the loop.
///
/// **Models** exit codes, SIGTERM and SIGKILL, memory limits of programs that say how much they use,
/// and the network of a Pod and of a machine. **Leaves out** processors and memory really used.
public final class SimulatedRuntime implements ContainerRuntime {

  private static final Duration START_TIME = Duration.ofMillis(50);
  private static final Comparator<SimulatedContainer> BY_NUMBER = Comparator
      .comparingInt(SimulatedContainer::number);

  private final Actor actor;
  private final Files disk;
  private final PodNetwork network;
  private final ImageStore images;
  private final BorrowedRuntime borrowed;
  private final SimulatedRooms rooms;
  private final TreeMap<String, SimulatedContainer> containers = new TreeMap<>();
  private final Departed departed = new Departed();
  private Consumer<Exit> listener = exit -> {};
  private int idsGiven;

  /// @param machineAddress what Pods with the machine's own network have
  /// @param disk the machine's, on which the volumes lie
  /// @param cri whoever keeps its sandboxes and containers in the place of ours
  public SimulatedRuntime(Actor actor, PodAddresses addresses, PodNetwork network,
      String machineAddress, Files disk, Part<CriRuntime> cri) {
    this.actor = actor;
    this.network = network;
    this.disk = disk;
    this.images = new ImageStore(actor);
    this.rooms = new SimulatedRooms(actor, addresses, network, node(), machineAddress,
        this::running);
    this.borrowed = new BorrowedRuntime(actor, cri, this);
  }

  @Override
  public String version() {
    return "simulated://1.0.0";
  }

  @Override
  public void pullImage(String reference, List<Credential> credentials, Consumer<Pull> whenDone) {
    images.pull(reference, credentials, pull -> {
      if (pull instanceof Pull.Pulled) {
        digest(reference).ifPresent(digest -> borrowed.pulled(reference, digest));
      }
      whenDone.accept(pull);
    });
  }

  @Override
  public boolean hasImage(String reference) {
    return images.has(reference);
  }

  @Override
  public List<LocalImage> images() {
    return images.list();
  }

  @Override
  public void removeImage(String reference) {
    images.remove(reference);
  }

  @Override
  public ContainerRuntime.Room runPodSandbox(SandboxConfig config) {
    if (!config.handler().isEmpty()) {
      return new ContainerRuntime.Room.Refused("rpc error: code = Unknown desc = failed to get "
          + "sandbox runtime: no runtime for \"" + config.handler() + "\" is configured");
    }
    return borrowed.runSandbox(config, () -> rooms.make(config,
        () -> newId("sandbox")));
  }

  @Override
  public List<Sandbox> sandboxes() {
    return rooms.views();
  }

  @Override
  public List<Running> containers(String sandboxId) {
    return views(sandboxId);
  }

  List<Running> views(String sandboxId) {
    return inside(sandboxId).stream().sorted(BY_NUMBER).map(SimulatedContainer::view).toList();
  }

  @Override
  public Launch startContainer(String sandboxId, ContainerConfig wish) {
    return borrowed.start(sandboxId, wish, () -> launch(sandboxId, wish));
  }

  private Launch launch(String sandboxId, ContainerConfig wish) {
    Image image = ImageCatalogue.find(wish.image()).orElseThrow();
    SimulatedRoom room = rooms.find(sandboxId).orElseThrow();
    images.use(wish.image());
    forgetOldRuns(sandboxId, wish.name());
    SimulatedContainer container = new SimulatedContainer(newId("container"), room.view(),
        room.config(), wish, image, this, actor.now());
    containers.put(container.id(), container);
    actor.record("start", wish.name(), wish.image());
    Optional<String> problem = container.cannotStart();
    if (problem.isPresent()) return new Launch.Failed(container.id(), problem.get());
    container.after(START_TIME, container::start);
    return new Launch.Started(container.id());
  }

  /// One ended run of a container is kept, for those who ask what its last words were.
  private void forgetOldRuns(String sandboxId, String name) {
    List<SimulatedContainer> runs = inside(sandboxId).stream()
        .filter(container -> container.name().equals(name))
        .sorted(BY_NUMBER)
        .toList();
    runs.subList(0, Math.max(0, runs.size() - 1)).forEach(old -> {
      old.logFiles().remove();
      forget(old);
    });
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    borrowed.stop(containerId, grace,
        () -> find(containerId).ifPresent(container -> container.stop(grace)));
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    borrowed.stopSandbox(sandboxId, () -> leave(sandboxId));
  }

  /// Ends what runs in the room, and gives its network back.
  void leave(String sandboxId) {
    rooms.find(sandboxId).ifPresent(room -> rooms.leave(room,
        () -> inside(sandboxId).forEach(SimulatedContainer::kill)));
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    borrowed.removeSandbox(sandboxId, () -> remove(sandboxId));
  }

  private void remove(String sandboxId) {
    rooms.find(sandboxId).ifPresent(room -> {
      inside(sandboxId).forEach(this::forget);
      disk.remove(LogFiles.folder(room.config()));
      rooms.remove(room);
      departed.add(room);
    });
  }

  private void forget(SimulatedContainer container) {
    containers.remove(container.id());
    container.remove(actor.now());
    departed.add(container);
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
    return rooms.find(sandboxId).flatMap(
        room -> room.programs()
            .accept(new Packet(Protocol.TCP, new SocketAddress("127.0.0.1", port),
                new SocketAddress(room.address(), port)), back));
  }

  @Override
  public Optional<byte[]> readFile(String containerId, String path) {
    return find(containerId).filter(SimulatedContainer::hasLookedAtFiles)
        .flatMap(container -> container.files().read(path));
  }

  @Override
  public Optional<Usage> usage(String containerId) {
    return find(containerId).filter(SimulatedContainer::isRunning)
        .flatMap(SimulatedContainer::used);
  }

  @Override
  public long bytesWritten(String containerId) {
    return find(containerId).map(SimulatedContainer::bytesWritten).orElse(0L);
  }

  @Override
  public void rotateLog(String containerId, long mostBytes, int mostFiles) {
    find(containerId).ifPresent(container -> container.logFiles().rotate(mostBytes, mostFiles));
  }

  @Override
  public int processes(String containerId) {
    return find(containerId).filter(SimulatedContainer::isRunning)
        .map(SimulatedContainer::processCount).orElse(0);
  }

  @Override
  public void updateLimits(String containerId, ContainerConfig.Limits limits) {
    find(containerId).ifPresent(container -> container.updateLimits(limits));
  }

  @Override
  public void onExit(Consumer<Exit> newListener) {
    listener = newListener;
  }

  /// Whether there is a room or a container of this id.
  boolean knows(String id) {
    return rooms.find(id).isPresent() || containers.containsKey(id);
  }

  boolean isReady(String sandboxId) {
    return rooms.find(sandboxId).filter(SimulatedRoom::isReady).isPresent();
  }

  boolean runs(String containerId) {
    return find(containerId).filter(SimulatedContainer::isRunning).isPresent();
  }

  /// SIGTERM.
  void terminate(String containerId) {
    find(containerId).ifPresent(SimulatedContainer::terminate);
  }

  /// SIGKILL.
  void kill(String containerId) {
    find(containerId).ifPresent(SimulatedContainer::kill);
  }

  /// Empty while it runs.
  OptionalInt exitCode(String containerId) {
    return find(containerId).flatMap(container -> container.view().end())
        .map(end -> OptionalInt.of(end.exitCode())).orElseGet(OptionalInt::empty);
  }

  /// What the image of this name is.
  Optional<String> digest(String reference) {
    return images.list().stream().filter(image -> image.name().equals(reference))
        .map(LocalImage::digest).findFirst();
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

  Files disk() {
    return disk;
  }

  void exited(SimulatedContainer container, End end) {
    actor.record("exit", container.name(), "code " + end.exitCode());
    listener.accept(new Exit(container.id(), container.sandbox().id(), container.name(), end));
  }

  /// The wires that lead away from this machine.
  PodNetwork network() {
    return network;
  }

  private List<SimulatedContainer> inside(String sandboxId) {
    List<SimulatedContainer> inside = new ArrayList<>(containers.values());
    inside.removeIf(container -> !container.isIn(sandboxId));
    return inside;
  }

  private Optional<SimulatedContainer> find(String containerId) {
    return Optional.ofNullable(containers.get(containerId));
  }

  /// What else runs in the container's room, or on the machine's own network when it has no other.
  Stream<SimulatedContainer> neighbours(SimulatedContainer container) {
    return rooms.sharing(container.sandbox().id()).flatMap(this::running)
        .filter(other -> !other.id().equals(container.id()));
  }

  private Stream<SimulatedContainer> running(SimulatedRoom room) {
    return containers.values().stream()
        .filter(container -> actor.isRunning() && room.isReady() && container.isIn(room.id()))
        .filter(SimulatedContainer::isRunning);
  }

  /// What listens on the machine itself: the programs of Pods that share its network.
  public Host machinePrograms() {
    return rooms.machinePrograms();
  }

  /// What there was at a moment of the past, or is now: as far back as the machine remembers.
  public RuntimeMemory memoryAt(Instant moment) {
    return new RuntimeMemory(moment, !moment.isBefore(actor.now()), idsGiven, images.list(),
        Stream.concat(departed.rooms(), rooms.all())
            .filter(room -> room.wasThereAt(moment)).map(room -> room.memory(moment)).toList(),
        Stream.concat(departed.containers(), containers.values().stream())
            .filter(container -> container.wasThereAt(moment)).sorted(BY_NUMBER)
            .map(container -> container.memory(moment)).toList(),
        disk);
  }

  /// What the containers of a Pod have written, the oldest run first.
  public List<Words> wordsOf(String podUid) {
    return Stream.concat(departed.containers(), containers.values().stream())
        .filter(container -> container.isOf(podUid)).sorted(BY_NUMBER)
        .map(SimulatedContainer::words).toList();
  }

  /// Goes on where another has been: its rooms, addresses and containers are there under their ids.
  ///
  /// A part that somebody else has put in the place of ours begins without them, as it does whenever
  /// it takes over.
  public void inherit(RuntimeMemory memory) {
    idsGiven = memory.idsGiven();
    images.inherit(memory.images());
    disk.inherit(memory.disk(), memory.at());
    memory.rooms().forEach(rooms::make);
    memory.containers().forEach(past -> revive(past, memory));
  }

  private void revive(RuntimeMemory.Container past, RuntimeMemory memory) {
    SimulatedRoom room = rooms.find(past.sandboxId()).orElseThrow();
    SimulatedContainer container = new SimulatedContainer(past.id(), room.view(), room.config(),
        past.config(), ImageCatalogue.find(past.config().image()).orElseThrow(), this,
        past.startedAt());
    containers.put(container.id(), container);
    container.goOn(past, memory, past.startedAt().plus(START_TIME));
  }
}
