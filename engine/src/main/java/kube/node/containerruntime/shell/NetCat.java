package kube.node.containerruntime.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.PacketPath;
import kube.network.SocketAddress;

/// `nc`: looks whether a port is open (`-z`), or talks to whoever listens there.
///
/// **Models** the client over TCP, with `-z`, `-v` and `-w`. **Leaves out** listening and UDP.
final class NetCat implements Tool {

  @Override
  public void run(Call call, IntConsumer done) {
    List<String> operands = new ArrayList<>(call.operands());
    int wait = call.words().indexOf("-w");
    String patience = wait >= 0 && wait + 1 < call.words().size()
        ? call.words().get(wait + 1)
        : "";
    if (!patience.isEmpty()) operands.remove(patience);
    if (operands.size() != 2 || !operands.get(1).matches("\\d{1,5}")) {
      done.accept(call.fail("usage: nc [-z] [-v] [-w SECONDS] HOST PORT"));
      return;
    }
    int port = Integer.parseInt(operands.get(1));
    new Resolver(call.world()).address(operands.getFirst(), found -> found.ifPresentOrElse(
        address -> {
          Talk talk = new Talk(call, operands.getFirst(), new SocketAddress(address, port), done);
          call.world().dial(talk.peer, talk, talk);
          if (patience.matches("\\d{1,6}")) talk.loseInterestAfter(Integer.parseInt(patience));
        },
        () -> done.accept(call.fail("bad address '" + operands.getFirst() + "'"))));
  }

  /// One connection, or the attempt to get one. Owned by the loop.
  private static final class Talk implements ByteSink, Dialing {
    private final Call call;
    private final String host;
    private final SocketAddress peer;
    private final IntConsumer done;
    private boolean isConnected;
    private boolean isOver;

    private Talk(Call call, String host, SocketAddress peer, IntConsumer done) {
      this.call = call;
      this.host = host;
      this.peer = peer;
      this.done = done;
    }

    private void loseInterestAfter(int seconds) {
      call.world().after(Duration.ofSeconds(seconds), () -> {
        if (!isConnected) fail("timed out");
      });
    }

    @Override
    public void connected(ByteSink to, PacketPath path) {
      if (isOver) return;
      isConnected = true;
      if (call.has('v')) call.streams().err().line(name() + " open");
      if (call.has('z')) {
        to.end();
        finish(0);
        return;
      }
      carry(to);
    }

    /// Everything that is typed goes to the other side, until the typing ends.
    private void carry(ByteSink to) {
      call.streams().in().read(some -> some.ifPresentOrElse(bytes -> {
        to.bytes(bytes);
        if (!isOver) carry(to);
      }, to::end));
    }

    @Override
    public void refused(PacketPath path) {
      fail(name() + ": Connection refused");
    }

    @Override
    public void timedOut(PacketPath path) {
      fail(name() + ": Connection timed out");
    }

    @Override
    public void bytes(byte[] bytes) {
      call.streams().out().write(bytes);
    }

    @Override
    public void end() {
      finish(0);
    }

    private String name() {
      return host + " (" + peer + ")";
    }

    private void fail(String complaint) {
      if (!isOver) finish(call.fail(complaint));
    }

    private void finish(int code) {
      isOver = true;
      done.accept(code);
    }
  }
}
