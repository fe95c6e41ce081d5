package grader.sandbox;

import grader.worker.SocketWire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A confined JVM that runs, the socket to talk with it, and the end of its life in our hands.
///
/// Its standard output is drained and kept up to 64 KB; nobody listens to it. [#kill] ends the
/// process with everything it started: the sandbox's first process goes, and its process namespace
/// with it.
public final class ConfinedProcess implements AutoCloseable {
  private static final int MAX_OUTPUT_BYTES = 64 * 1024;
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final SocketChannel channel;
  private final SocketWire wire;
  private final Thread drain;
  private final ByteArrayOutputStream output;
  private final Supplier<List<ProcessHandle>> tree;
  private final Map<Path, Long> queueOfThreads = new HashMap<>();
  private Duration mostUsed = Duration.ZERO;

  private ConfinedProcess(Process process, boolean isSealed, SocketChannel channel, Thread drain,
      ByteArrayOutputStream output) {
    this.process = process;
    List<ProcessHandle> atJoining = treeOf(process);
    this.tree = isSealed ? () -> atJoining : () -> treeOf(process);
    this.channel = channel;
    this.wire = new SocketWire(channel);
    this.drain = drain;
    this.output = output;
  }

  /// Starts the JVM and waits until it has joined its socket. Must be called from a thread that
  /// lives as long as the process may: the kernel ends the process with the thread that started it.
  static ConfinedProcess start(Sandbox sandbox, Jvm jvm, RuntimeFiles files, Path room, int number,
      List<String> arguments) {
    Path folder = room.resolve("p" + number);
    int user = 200_000 + (int) ((ProcessHandle.current().pid() * 4_096 + number) % 1_000_000);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Files.createDirectory(folder);
      server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
      share(folder, user);
      List<String> all = new java.util.ArrayList<>(List.of(sandbox.socketSeenInside(folder)));
      all.addAll(arguments);
      Process process = started(sandbox.launch(jvm, files, folder, user, all), folder);
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      Thread drain = Thread.ofPlatform().daemon().name("output of " + folder.getFileName())
          .start(() -> drain(process.getInputStream(), output));
      SocketChannel channel = accept(server, process, drain, output);
      return new ConfinedProcess(process, sandbox.leavesOpen().isEmpty(), channel, drain, output);
    } catch (IOException problem) {
      throw new UncheckedIOException("A worker could not be started", problem);
    } finally {
      if (Files.isDirectory(folder)) Folders.delete(folder);
    }
  }

  /// The process and all that it started. Looking for them reads about every process of the machine;
  /// a sandbox is looked at once, because its own first process is among them, and nothing outlives
  /// that one.
  private static List<ProcessHandle> treeOf(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static Process started(Launch launch, Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true)
        .directory(folder.toFile());
    builder.environment().clear();
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(launch.input().getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedAtOnce) {
      process.destroyForcibly();
      throw endedAtOnce;
    }
    return process;
  }

  public SocketWire wire() {
    return wire;
  }

  /// Everything the process itself printed so far, capped.
  public String printed() {
    try {
      if (!process.isAlive()) drain.join(500);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    synchronized (output) {
      return output.toString(StandardCharsets.UTF_8);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// How long it had work to do and no processor; nothing where the system does not say. Never
  /// less than it said before, also when threads have ended since.
  public synchronized OptionalLong nanosInQueue() {
    return ProcessorQueue.nanos(tree.get(), queueOfThreads);
  }

  /// How much processor time it has used, with all that it started. Never less than it said before:
  /// a process that has ended tells nothing any more.
  public synchronized Duration processorTime() {
    return used(tree.get());
  }

  private Duration used(List<ProcessHandle> processes) {
    Duration now = ProcessorQueue.used(processes);
    if (now.compareTo(mostUsed) > 0) mostUsed = now;
    return mostUsed;
  }

  /// The exit code, if the process ends within the time.
  public OptionalInt exitCode(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /// Ends the process and all it started. Whoever reads from it finds it gone.
  public synchronized void kill() {
    List<ProcessHandle> all = tree.get();
    used(all);
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /// How much processor time it had used when it was ended.
  synchronized Duration usedWhenKilled() {
    return mostUsed;
  }

  @Override
  public void close() {
    kill();
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      throw new UncheckedIOException(alreadyClosed);
    }
  }

  private static void share(Path folder, int user) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) return;
    Path socket = folder.resolve("s");
    if (Folders.isRoot()) {
      Files.setAttribute(socket, "unix:uid", user);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }

  private static SocketChannel accept(ServerSocketChannel server, Process process, Thread drain,
      ByteArrayOutputStream output) throws IOException {
    server.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      long end = System.nanoTime() + START_LIMIT.toNanos();
      while (System.nanoTime() < end && process.isAlive()) {
        selector.select(100);
        SocketChannel channel = server.accept();
        if (channel != null) {
          channel.configureBlocking(true);
          return channel;
        }
      }
    }
    process.destroyForcibly();
    try {
      drain.join(500);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    synchronized (output) {
      throw new IOException("it ended before it was ready: "
          + output.toString(StandardCharsets.UTF_8));
    }
  }

  private static void drain(InputStream stream, ByteArrayOutputStream output) {
    byte[] buffer = new byte[4096];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        synchronized (output) {
          output.write(buffer, 0, Math.min(count, MAX_OUTPUT_BYTES - output.size()));
        }
      }
    } catch (IOException processEnded) {
      synchronized (output) {
        output.writeBytes(new byte[0]);
      }
    }
  }
}
