package kube.node.containerruntime.image;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.machine.Timer;
import kube.foundation.stream.ByteSink;
import kube.network.SocketAddress;
import kube.node.containerruntime.process.Files;
import kube.node.containerruntime.process.World;
import kube.node.containerruntime.shell.Streams;

/// What a container does, as a small program in the cluster's own time.
public interface Program {

  /// The world as the program sees it.
  interface Surroundings {

    /// Does `work` when `delay` has passed, unless the program has ended by then.
    Timer after(Duration delay, Runnable work);

    /// Writes one line to standard output, and into the cluster's log.
    void print(String line);

    /// Writes one line to standard output.
    void say(String line);

    /// Standard input and output as bytes.
    Streams streams();

    /// Whether the container keeps its standard input open for somebody who attaches.
    boolean hasStdin();

    /// The directory that it starts in.
    String directory();

    /// The container it runs in.
    World world();

    /// Takes connections to a port of the Pod from now on. Where another program of the Pod has the
    /// port, this one says so, ends, and `false` comes back.
    boolean listen(int port, Listener listener);

    /// Takes datagrams to a port of the Pod from now on.
    void receive(int port, Receiver receiver);

    /// Takes no more connections to the port.
    void close(int port);

    /// Says how much memory and processor the program uses from now on. Who takes more memory than
    /// its limit allows is killed.
    void uses(long memoryBytes, long cpuMillis);

    /// Says how many more processes the program has started that have not ended.
    void forks(int count);

    /// Ends the program.
    void exit(int code);
  }

  /// A server behind a port.
  interface Listener {

    /// A client has connected: its bytes go into the returned sink, the answers `back`.
    ByteSink accept(ByteSink back);

    /// The same, with the client's address as the network shows it.
    default ByteSink accept(SocketAddress client, ByteSink back) {
      return accept(back);
    }
  }

  /// A server behind a UDP port.
  interface Receiver {

    /// A datagram has arrived; answers go to the client.
    void datagram(SocketAddress client, byte[] payload, Consumer<byte[]> answer);
  }

  /// Begins. A program that arranges nothing for later runs until it is stopped.
  void start(Surroundings surroundings);

  /// Goes on with what another run of the same program knew when it stood here. Called once, when the
  /// program has lived through the same time.
  default void remember(Program before) {
    // Most know nothing but what their clock and their files tell them.
  }

  /// The program's name when there is no such program in the image.
  default Optional<String> missing() {
    return Optional.empty();
  }

  /// Its last words when another program has the port that it wants.
  default String cannotListen(int port) {
    return "listen tcp 0.0.0.0:" + port + ": bind: address already in use";
  }

  /// How the process list shows it.
  String commandLine();

  /// What its image brings along, written on the container's disk before anybody looks at it.
  default void install(Files disk, Instant now) {
    // Most bring nothing that anybody reads.
  }

  /// How long it takes to end when it is asked to (SIGTERM).
  default Duration shutdown() {
    return Duration.ofMillis(200);
  }

  /// The exit code when it ends because it was asked to.
  default int farewell() {
    return 0;
  }
}
