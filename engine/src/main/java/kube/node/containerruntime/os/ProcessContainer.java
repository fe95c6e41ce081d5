package kube.node.containerruntime.os;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.api.Usage;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerConfig;
import kube.node.containerruntime.ContainerLog;
import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Running;
import org.jspecify.annotations.Nullable;

/// One run of a container as a real process.
///
/// It is process number 1 of a namespace of its own, sees the machine's files and cannot change them,
/// and has the network of its room.
///
/// Owned by the loop.
final class ProcessContainer {

  private static final int SIGNALLED = 128;

  private final String id;
  private final String sandboxId;
  private final ContainerConfig config;
  private final Actor actor;
  private final Crew crew;
  private final RealFolders folders;
  private final String hosts;
  private final ContainerLog log;
  private final Instant startedAt;
  private final Consumer<ProcessContainer> ended;
  private @Nullable Process process;
  private @Nullable End end;
  private boolean stopsAtOnce;

  /// @param hosts what its `/etc/hosts` says
  ProcessContainer(String id, String sandboxId, ContainerConfig config, Actor actor, Crew crew,
      RealFolders folders, String hosts, Consumer<ProcessContainer> ended) {
    this.id = id;
    this.sandboxId = sandboxId;
    this.config = config;
    this.actor = actor;
    this.crew = crew;
    this.folders = folders;
    this.hosts = hosts;
    this.ended = ended;
    this.log = new ContainerLog(actor);
    this.startedAt = actor.now();
  }

  String id() {
    return id;
  }

  String sandboxId() {
    return sandboxId;
  }

  String name() {
    return config.name();
  }

  ContainerLog log() {
    return log;
  }

  Optional<End> end() {
    return Optional.ofNullable(end);
  }

  boolean isRunning() {
    return end == null;
  }

  Running view() {
    return new Running(id, sandboxId, config.name(), config.attempt(), startedAt, end());
  }

  /// Starts the program in the network of the pause process.
  void start(long pause) {
    List<String> command;
    try {
      command = command(pause);
    } catch (IOException problem) {
      finish(SIGNALLED, "StartError");
      return;
    }
    crew.start(() -> {
      Process started = new ProcessBuilder(command).start();
      started.getOutputStream().close();
      crew.tell(() -> runs(started));
      crew.read(started.getInputStream(), bytes -> log.write("stdout", bytes, this::tell),
          () -> {});
      crew.read(started.getErrorStream(), bytes -> log.write("stderr", bytes, this::tell),
          () -> crew.await(started, code -> finish(code, "")));
    }, _ -> finish(SIGNALLED, "StartError"));
  }

  private void tell(String line) {
    actor.record("print", config.name(), line);
  }

  private void runs(Process started) {
    process = started;
    if (stopsAtOnce) kill();
  }

  private List<String> command(long pause) throws IOException {
    List<String> words = new ArrayList<>(Namespaces.inRoomOf(pause));
    words.addAll(List.of("bwrap", "--unshare-pid", "--as-pid-1",
        "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev",
        "--tmpfs", "/tmp", "--tmpfs", "/run", "--clearenv"));
    words.addAll(List.of("--ro-bind", folders.file(sandboxId, hosts).toString(), "/etc/hosts"));
    for (ContainerConfig.Mount mount : config.mounts()) {
      Path real = folders.copyOf(mount.hostPath());
      if (mount.containerPath().startsWith("/var/run/")) continue;
      words.addAll(List.of(mount.readOnly() ? "--ro-bind" : "--bind", real.toString(),
          mount.containerPath()));
    }
    for (Map.Entry<String, String> variable : environment().entrySet()) {
      words.addAll(List.of("--setenv", variable.getKey(), variable.getValue()));
    }
    String directory = config.workingDirectory();
    words.addAll(List.of("--chdir", directory.isEmpty() ? "/" : directory));
    words.addAll(config.command());
    words.addAll(config.args());
    return words;
  }

  private SortedMap<String, String> environment() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    Optional.ofNullable(System.getenv("JAVA_HOME"))
        .ifPresent(home -> variables.put("JAVA_HOME", home));
    variables.putAll(config.environment());
    return variables;
  }

  /// The program itself: the child of the bubblewrap that waits for it.
  Optional<ProcessHandle> program() {
    return Optional.ofNullable(process).flatMap(own -> own.children().findFirst());
  }

  void stop(Duration grace) {
    if (end != null) return;
    if (process == null) stopsAtOnce = true;
    program().ifPresent(ProcessHandle::destroy);
    actor.after(grace, this::kill);
  }

  void kill() {
    if (end != null) return;
    stopsAtOnce = true;
    program().ifPresent(ProcessHandle::destroyForcibly);
  }

  private void finish(int code, String reason) {
    if (end != null || !actor.isRunning()) return;
    end = new End(code, reason, actor.now());
    log.close();
    ended.accept(this);
  }

  /// What the kernel has counted: processor time on average since the start.
  Optional<Usage> usage() {
    return program().flatMap(handle -> handle.info().totalCpuDuration()).map(cpu -> {
      long seconds = Math.max(1, Duration.between(startedAt, actor.now()).toSeconds());
      return new Usage(cpu.toNanos() / seconds, 0);
    });
  }
}
