package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;
import kube.network.Dialing;
import kube.network.PacketPath;
import kube.network.SocketAddress;
import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.containerruntime.image.Image;
import kube.node.containerruntime.image.Program;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Tools;
import org.jspecify.annotations.Nullable;

/// One run of a container: its program, its files, and those who listen to it.
///
/// Owned by the loop.
final class SimulatedContainer implements World {

  private static final int KILLED = 137;
  private static final int CANNOT_START = 128;

  /// Whoever goes on from a past first has the kubelet mount what it reads.
  private static final Duration TO_LOOK_ROUND = Duration.ofMillis(1);

  private final String id;
  private final Sandbox sandbox;
  private final SandboxConfig room;
  private final ContainerConfig wish;
  private final Image image;
  private final SimulatedRuntime runtime;
  private final Actor actor;
  private final Program program;
  private final Agenda agenda;
  private final Instant startedAt;
  private final ContainerLog log;
  private final LogFiles logFiles;
  private final MainStreams streams;
  private @Nullable Files files;
  private final Wiring wiring;
  private final ProcessTable processes = new ProcessTable();
  private @Nullable Usage used;
  private ContainerConfig.Limits limits;
  private @Nullable End end;
  private @Nullable Instant removedAt;
  private @Nullable Rehearsal rehearsal;

  SimulatedContainer(String id, Sandbox sandbox, SandboxConfig room, ContainerConfig wish,
      Image image, SimulatedRuntime runtime, Instant startedAt) {
    this.id = id;
    this.sandbox = sandbox;
    this.room = room;
    this.limits = wish.limits();
    this.wish = wish;
    this.image = image;
    this.runtime = runtime;
    this.actor = runtime.actor();
    this.program = image.program(wish.command(), wish.args());
    this.startedAt = startedAt;
    this.agenda = new Agenda(actor);
    this.wiring = new Wiring(runtime.network(), sandbox.address());
    this.log = new ContainerLog(actor);
    this.logFiles = new LogFiles(actor, runtime.disk(), room, wish, log);
    this.streams = new MainStreams(wish.terminal(), log,
        line -> actor.record("print", wish.name(), line), () -> exit(130));
  }

  String id() {
    return id;
  }

  String name() {
    return wish.name();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /// How many were started before it on this machine.
  int number() {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  boolean isIn(String sandboxId) {
    return sandbox.id().equals(sandboxId);
  }

  boolean isOf(String podUid) {
    return room.podUid().equals(podUid);
  }

  boolean isRunning() {
    return end == null;
  }

  Words words() {
    return new Words(wish.name(), wish.attempt(), startedAt,
        Optional.ofNullable(end).map(End::at), log.lines());
  }

  Running view() {
    return new Running(id, sandbox.id(), wish.name(), wish.attempt(), startedAt,
        Optional.ofNullable(end));
  }

  ContainerLog log() {
    return log;
  }

  LogFiles logFiles() {
    return logFiles;
  }

  String directory() {
    return wish.directory();
  }

  Optional<Program.Listener> listener(int port) {
    return wiring.listener(port);
  }

  Optional<Program.Receiver> receiver(int port) {
    return wiring.receiver(port);
  }

  /// Whether another program that shares its network has the port.
  boolean isTaken(int port) {
    return runtime.neighbours(this).anyMatch(other -> other.listener(port).isPresent());
  }

  String cannotListen(int port) {
    return program.cannotListen(port);
  }

  /// Why its program cannot be started; then it has ended before it began.
  Optional<String> cannotStart() {
    Optional<String> missing = program.missing();
    if (missing.isEmpty()) return Optional.empty();
    end = new End(CANNOT_START, "StartError", actor.now());
    return missing.map(word -> "failed to create containerd task: failed to create shim task: OCI "
        + "runtime create failed: runc create failed: unable to start container process: error "
        + "during container init: exec: \"" + word
        + "\": executable file not found in $PATH: unknown");
  }

  void start() {
    program.start(new MainProgram(this, wish, streams, wiring, processes));
  }

  /// Goes on where a run of the past stood.
  ///
  /// @param begun when its program began
  void goOn(RuntimeMemory.Container past, RuntimeMemory memory, Instant begun) {
    limits = past.limits();
    log.inherit(past.log());
    past.layer().ifPresent(layer -> files().inherit(layer, memory.at()));
    if (past.end().isPresent()) {
      end = past.end().get();
      log.close();
      streams.close();
    } else if (begun.isAfter(now())) {
      after(Duration.between(now(), begun), this::start);
    } else {
      after(TO_LOOK_ROUND, () -> rehearse(begun, memory.isPresent() ? past.program() : program));
    }
  }

  /// The program lives through its past again; when that cannot be, it begins at its first line.
  private void rehearse(Instant begun, Program before) {
    Rehearsal again = new Rehearsal(this::stage);
    rehearsal = again;
    again.run(agenda, log, begun, this::start);
    rehearsal = null;
    if (again.isSpoilt()) {
      agenda.clear();
      wiring.closeAll();
      processes.forks(0);
      after(Duration.ZERO, this::start);
    } else {
      program.remember(before);
    }
  }

  private Files stage() {
    Files disk = Files.empty(startedAt, Long.MAX_VALUE);
    disk.inherit(runtime.disk(), actor.now());
    return FirstFiles.of(this, wish, room, image.hasTools(), program, disk);
  }

  /// It needs somebody else, or ends. Whether it only rehearses, which is spoilt by that.
  private boolean spoilsRehearsal() {
    Rehearsal again = rehearsal;
    if (again != null) again.spoil();
    return again != null;
  }

  void remove(Instant now) {
    silence();
    removedAt = now;
  }

  boolean wasThereAt(Instant moment) {
    return !startedAt.isAfter(moment) && (removedAt == null || removedAt.isAfter(moment));
  }

  RuntimeMemory.Container memory(Instant moment) {
    return new RuntimeMemory.Container(id, sandbox.id(), wish, limits, startedAt,
        Optional.ofNullable(end).filter(it -> !it.at().isAfter(moment)),
        log.lines().stream().filter(line -> !line.time().isAfter(moment)).toList(),
        Optional.ofNullable(files), program);
  }

  void stop(Duration grace) {
    if (program.shutdown().compareTo(grace) <= 0) terminate();
    else
      after(grace, this::kill);
  }

  /// Asks it to end (SIGTERM), and leaves it to it.
  void terminate() {
    after(program.shutdown(), () -> exit(program.farewell()));
  }

  /// What its program says it uses; empty when it says nothing.
  Optional<Usage> used() {
    return Optional.ofNullable(used);
  }

  void updateLimits(ContainerConfig.Limits newLimits) {
    limits = newLimits;
    checkMemory();
  }

  boolean hasLookedAtFiles() {
    return files != null;
  }

  long bytesWritten() {
    return log.size() + (files == null ? 0 : files.used());
  }

  Terminal.Input attach(Terminal.Output output) {
    return streams.attach(output);
  }

  int processCount() {
    return processes.count();
  }

  /// Takes one more program into the process list and gives its number.
  int joined(ExecProcess process) {
    return processes.joined(process);
  }

  void left(int pid) {
    processes.left(pid);
  }

  @Override
  public Timer after(Duration delay, Runnable work) {
    return end == null ? agenda.after(delay, work) : () -> {};
  }

  void uses(long memoryBytes, long cpuMillis) {
    long allowed = limits.cpuMillis().orElse(Long.MAX_VALUE);
    used = new Usage(Math.min(cpuMillis, allowed) * 1_000_000, memoryBytes);
    checkMemory();
  }

  /// The kernel kills who takes more than its group may have.
  private void checkMemory() {
    if (rehearsal != null) return;
    long memory = used == null ? 0 : used.memoryBytes();
    if (memory > limits.memoryBytes().orElse(Long.MAX_VALUE)) end(KILLED, "OOMKilled");
  }

  /// Its program ends.
  void exit(int code) {
    if (!spoilsRehearsal()) end(code, "");
  }

  /// Ends it at once (SIGKILL).
  void kill() {
    end(KILLED, "");
  }

  private void end(int code, String reason) {
    if (end != null) return;
    end = new End(code, reason, actor.now());
    silence();
    processes.killAll();
    log.close();
    streams.close();
    runtime.exited(this, end);
  }

  void silence() {
    agenda.clear();
  }

  @Override
  public Instant now() {
    return agenda.now();
  }

  @Override
  public String hostname() {
    return room.hostname();
  }

  @Override
  public String address() {
    return sandbox.address();
  }

  @Override
  public SortedMap<String, String> environment() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("HOME", "/root");
    variables.put("HOSTNAME", room.hostname());
    variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    variables.putAll(wish.environment());
    return variables;
  }

  @Override
  public Files files() {
    if (rehearsal != null) return rehearsal.files();
    Files disk = files;
    if (disk == null) {
      disk = FirstFiles.of(this, wish, room, image.hasTools(), program,
          runtime.disk());
      files = disk;
    }
    return disk;
  }

  @Override
  public List<World.Listed> processes() {
    return processes.list(program.commandLine());
  }

  @Override
  public void kill(int pid) {
    if (pid == 1) stop(Duration.ofSeconds(30));
    else
      processes.terminate(pid);
  }

  @Override
  public Output mainOutput() {
    return streams.out();
  }

  @Override
  public void dial(SocketAddress to, ByteSink back, Dialing dialing) {
    if (!spoilsRehearsal()) wiring.dial(to, back, dialing);
  }

  @Override
  public PacketPath send(SocketAddress from, SocketAddress to, byte[] payload,
      Consumer<byte[]> answer) {
    spoilsRehearsal(); // The packet goes all the same: whoever sends wants to hear of its path.
    return wiring.send(from, to, payload, answer);
  }

  @Override
  public void ping(String to, Runnable answer) {
    if (!spoilsRehearsal()) wiring.ping(to, answer);
  }

  @Override
  public SocketAddress newPort() {
    return wiring.newPort();
  }

  @Override
  public boolean hasTool(String name) {
    return image.hasTools() && Tools.names().contains(name);
  }
}
