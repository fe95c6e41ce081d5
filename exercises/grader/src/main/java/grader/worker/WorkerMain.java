package grader.worker;

import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// A worker's process: joins the grader's socket, says that it is ready, serves until the grader
/// hangs up.
///
/// The conversation has a socket of its own; standard input is empty and standard output is
/// nobody's channel, so what learner code does to them changes nothing.
public final class WorkerMain {
  /// Told to a worker that shall not rehearse.
  public static final String UNREHEARSED = "unrehearsed";

  private static final int ROUNDS = 50;

  private WorkerMain() {}

  public static void main(String[] arguments) throws IOException {
    boolean rehearses = !List.of(arguments).contains(UNREHEARSED);
    work(Path.of(arguments[0]), rehearses);
    Runtime.getRuntime().halt(0);
  }

  /// Joins the socket, and serves until the other side hangs up.
  public static void work(Path socket, boolean rehearses) throws IOException {
    CapturedOutput printed = new CapturedOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(printed.stream());
    System.setErr(printed.stream());
    System.setIn(InputStream.nullInputStream());
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      SocketWire wire = new SocketWire(channel);
      List<String> slotTypes = slotTypes();
      Worker worker = new Worker(wire, slotTypes, WorkerMain.class.getClassLoader(),
          printed::take);
      worker.sayReady();
      if (rehearses) rehearse(slotTypes, wire::isWaitedFor);
      serve(worker);
    }
  }

  /// Talks to itself in every kind of value, so that all of this is loaded before it is needed.
  public static void rehearse() {
    try {
      rehearse(slotTypes(), () -> false);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Rehearses until it has done enough, or until somebody waits for this worker.
  private static void rehearse(List<String> slotTypes, BooleanSupplier isWaitedFor) {
    if (isWaitedFor.getAsBoolean()) return;
    speakToItself();
    Worker.rehearse(slotTypes, WorkerMain.class.getClassLoader(), 30);
    DressRehearsal rehearsal = new DressRehearsal();
    for (int round = 0; round < ROUNDS && !isWaitedFor.getAsBoolean(); round++) {
      rehearsal.playRound();
    }
  }

  private static void speakToItself() {
    LoopbackWire[] ends = LoopbackWire.pair();
    Worker worker = new Worker(ends[1], List.of(), WorkerMain.class.getClassLoader(), () -> "");
    Remote remote = new Remote(ends[0], List.of(), WorkerMain.class.getClassLoader());
    ends[0].whenWaiting(worker::handleOne);
    worker.sayReady();
    remote.awaitReady();
    remote.rehearse(SAMPLE);
  }

  private static final List<Object> SAMPLE = List.of(1, 2L, "text", new byte[]{1}, 1.5, 'c', true,
      new ArrayList<>(List.of(1)), new TreeMap<>(Map.of("a", 1)), new HashMap<>(Map.of("a", 1)),
      new TreeSet<>(Set.of("a")), new HashSet<>(Set.of("a")), Map.of("a", 1), Set.of(1),
      Optional.of(Duration.ofSeconds(1)), OptionalLong.of(1), OptionalInt.empty(), Instant.EPOCH,
      new IllegalArgumentException("sample"));

  private static void serve(Worker worker) {
    try {
      while (true) worker.handleOne();
    } catch (PeerGone hungUp) {
      return;
    }
  }

  private static List<String> slotTypes() throws IOException {
    try (InputStream list = WorkerMain.class.getResourceAsStream("/slots.txt")) {
      if (list == null) throw new IOException("The worker's list of slot types is missing");
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
