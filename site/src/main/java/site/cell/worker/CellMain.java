package site.cell.worker;

import grader.sandbox.Jvm;
import grader.worker.PeerGone;
import grader.worker.SocketWire;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A shell's process: joins the site's socket, makes its compiler warm while nobody wants it, and
/// serves until the site hangs up.
public final class CellMain {
  private CellMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals(Jvm.REHEARSE)) {
      Rehearsal.play(1, () -> false);
      return;
    }
    Printed printed = new Printed();
    System.setOut(printed.stream());
    System.setErr(printed.stream());
    System.setIn(InputStream.nullInputStream());
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Path.of(arguments[0])));
      SocketWire wire = new SocketWire(channel);
      CellShell shell = new CellShell(printed);
      Rehearsal.play(Rehearsal.ROUNDS, wire::isWaitedFor);
      printed.take();
      serve(new CellWorker(wire, shell, printed));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void serve(CellWorker worker) {
    try {
      while (true) worker.handleOne();
    } catch (PeerGone hungUp) {
      return;
    }
  }
}
