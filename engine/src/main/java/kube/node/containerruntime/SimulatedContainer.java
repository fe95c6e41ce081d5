package kube.node.containerruntime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Terminal;
import kube.network.Dialing;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.containerruntime.image.Image;
import kube.node.containerruntime.image.Program;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.Output;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Streams;
import kube.node.containerruntime.shell.Tools;
import org.jspecify.annotations.Nullable;

/// One run of a container: its program, its files, and those who listen to it.
///
/// Owned by the loop.
final class SimulatedContainer implements Program.Surroundings, World {

  private static final int KILLED = 137;
  private static final int CANNOT_START = 128;

  private final String id;
  private final Sandbox sandbox;
  private final SandboxConfig room;
  private final ContainerConfig wish;
  private final Image image;
  private final SimulatedRuntime runtime;
  private final Actor actor;
  private final Program program;
  private final Instant startedAt;
  private final ContainerLog log;
  private final LogFiles logFiles;
  private final MainStreams streams;
  private @Nullable Files files;
  private final Set<Pending> timers = new LinkedHashSet<>();
  private final TreeMap<Integer, Program.Listener> listeners = new TreeMap<>();
  private final TreeMap<Integer, Program.Receiver> receivers = new TreeMap<>();
  private final TreeMap<Integer, ExecProcess> processes = new TreeMap<>();
  private int lastPid = 1;
  private int ownProcesses = 1;
  private @Nullable Usage used;
  private ContainerConfig.Limits limits;
  private @Nullable End end;

  SimulatedContainer(String id, Sandbox sandbox, SandboxConfig room, ContainerConfig wish,
      Image image, SimulatedRuntime runtime) {
    this.id = id;
    this.sandbox = sandbox;
    this.room = room;
    this.limits = wish.limits();
    this.wish = wish;
    this.image = image;
    this.runtime = runtime;
    this.actor = runtime.actor();
    this.program = image.program(wish.command(), wish.args());
    this.startedAt = actor.now();
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

  boolean isRunning() {
    return end == null;
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

  Optional<Program.Listener> listener(int port) {
    return Optional.ofNullable(listeners.get(port));
  }

  Optional<Program.Receiver> receiver(int port) {
    return Optional.ofNullable(receivers.get(port));
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
    program.start(this);
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
    return ownProcesses + processes.size();
  }

  /// Takes one more program into the process list and gives its number.
  int joined(ExecProcess process) {
    processes.put(++lastPid, process);
    return lastPid;
  }

  void left(int pid) {
    processes.remove(pid);
  }

  @Override
  public Timer after(Duration delay, Runnable work) {
    if (end != null) return () -> {};
    Pending pending = new Pending(work);
    pending.timer = actor.after(delay, pending);
    timers.add(pending);
    return pending;
  }

  @Override
  public void print(String line) {
    streams.out().line(line);
  }

  @Override
  public void say(String line) {
    streams.quietly(line);
  }

  @Override
  public Streams streams() {
    return streams.streams();
  }

  @Override
  public boolean hasStdin() {
    return wish.terminal().stdin();
  }

  @Override
  public String directory() {
    return wish.workingDirectory().isEmpty() ? "/" : wish.workingDirectory();
  }

  @Override
  public World world() {
    return this;
  }

  @Override
  public void listen(int port, Program.Listener listener) {
    listeners.put(port, listener);
  }

  @Override
  public void receive(int port, Program.Receiver receiver) {
    receivers.put(port, receiver);
  }

  @Override
  public void close(int port) {
    listeners.remove(port);
  }

  @Override
  public void uses(long memoryBytes, long cpuMillis) {
    long allowed = limits.cpuMillis().orElse(Long.MAX_VALUE);
    used = new Usage(Math.min(cpuMillis, allowed) * 1_000_000, memoryBytes);
    checkMemory();
  }

  @Override
  public void forks(int count) {
    ownProcesses = 1 + count;
  }

  /// The kernel kills who takes more than its group may have.
  private void checkMemory() {
    long memory = used == null ? 0 : used.memoryBytes();
    if (memory > limits.memoryBytes().orElse(Long.MAX_VALUE)) end(KILLED, "OOMKilled");
  }

  @Override
  public void exit(int code) {
    end(code, "");
  }

  /// Ends it at once (SIGKILL).
  void kill() {
    end(KILLED, "");
  }

  private void end(int code, String reason) {
    if (end != null) return;
    end = new End(code, reason, actor.now());
    silence();
    List.copyOf(processes.values()).forEach(process -> process.finished(KILLED));
    log.close();
    streams.close();
    runtime.exited(this, end);
  }

  void silence() {
    List.copyOf(timers).forEach(Timer::cancel);
  }

  @Override
  public Instant now() {
    return actor.now();
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
    List<World.Listed> running = new ArrayList<>();
    running.add(new World.Listed(1, program.commandLine()));
    processes.forEach((pid, process) -> running.add(
        new World.Listed(pid, process.commandLine())));
    return running;
  }

  @Override
  public void kill(int pid) {
    if (pid == 1) {
      stop(Duration.ofSeconds(30));
    } else if (processes.get(pid) != null) {
      processes.get(pid).finished(143);
    }
  }

  @Override
  public Output mainOutput() {
    return streams.out();
  }

  @Override
  public void dial(SocketAddress to, ByteSink back, Dialing dialing) {
    boolean isHere = to.ip().startsWith("127.");
    SocketAddress there = isHere ? new SocketAddress(sandbox.address(), to.port()) : to;
    runtime.network().dial(new Packet(Protocol.TCP, newPort(), there), back, dialing);
  }

  @Override
  public PacketPath send(SocketAddress from, SocketAddress to, byte[] payload,
      Consumer<byte[]> answer) {
    return runtime.network().send(new Packet(Protocol.UDP, from, to), payload, answer);
  }

  @Override
  public void ping(String to, Runnable answer) {
    runtime.network().ping(sandbox.address(), to.startsWith("127.") ? sandbox.address() : to,
        answer);
  }

  @Override
  public SocketAddress newPort() {
    return runtime.network().ephemeral(sandbox.address());
  }

  @Override
  public boolean hasTool(String name) {
    return image.hasTools() && Tools.names().contains(name);
  }

  /// Work of the program that waits for its moment.
  private final class Pending implements Timer, Runnable {
    private final Runnable work;
    private @Nullable Timer timer;

    private Pending(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      timers.remove(this);
      work.run();
    }

    @Override
    public void cancel() {
      timers.remove(this);
      if (timer != null) timer.cancel();
    }
  }
}
