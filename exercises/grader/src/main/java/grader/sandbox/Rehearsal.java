package grader.sandbox;

import grader.compile.CompilerMain;
import grader.worker.SocketWire;
import grader.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Made-up work, done once while the cache of parsed classes is written. No learner's class is
/// near.
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals(WorkerMain.class.getName())) {
      WorkerMain.rehearse();
      joinAndLeave();
    } else {
      CompilerMain.rehearse();
    }
  }

  /// A worker's first and last moments: it joins a socket, says that it is there, and is hung up
  /// on.
  private static void joinAndLeave() throws IOException {
    Path socket = Path.of("rehearsal");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread grader = Thread.ofPlatform().daemon().start(() -> hearAndHangUp(server));
      WorkerMain.work(socket, false);
      grader.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static void hearAndHangUp(ServerSocketChannel server) {
    try (SocketChannel channel = server.accept()) {
      new SocketWire(channel).receive();
    } catch (IOException noWorker) {
      throw new UncheckedIOException(noWorker);
    }
  }
}
