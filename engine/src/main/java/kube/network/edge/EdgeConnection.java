package kube.network.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import org.jspecify.annotations.Nullable;

/// One real caller, joined to a connection of the cluster's own network.
///
/// Its own thread reads from the caller, another writes to it; between them and the cluster stands
/// the loop. Whoever hears "no" is told so in the only way a listening socket has: it hangs up.
final class EdgeConnection implements ByteSink, Dialing {

  private static final int CHUNK = 16 * 1024;
  private static final byte[] END = {};

  private final Socket caller;
  private final LiveLoop live;
  private final PodNetwork network;
  private final SocketAddress inside;
  private final BlockingQueue<byte[]> toCaller = new LinkedBlockingQueue<>();

  // Owned by the loop.
  private final List<byte[]> early = new ArrayList<>();
  private @Nullable ByteSink to;
  private boolean over;

  EdgeConnection(Socket caller, LiveLoop live, PodNetwork network, SocketAddress inside) {
    this.caller = caller;
    this.live = live;
    this.network = network;
    this.inside = inside;
  }

  void run() {
    live.submit(() -> network.dial(new Packet(Protocol.TCP,
        network.ephemeral(EdgeSockets.CALLER), inside), this, this));
    Thread.ofVirtual().name("edge answers").start(this::write);
    try (InputStream input = caller.getInputStream()) {
      byte[] buffer = new byte[CHUNK];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, read);
        live.submit(() -> send(bytes));
      }
      live.submit(this::hangUp);
    } catch (IOException gone) {
      live.submit(this::hangUp);
    }
  }

  private void write() {
    try (caller) {
      for (byte[] bytes = toCaller.take(); bytes.length > 0; bytes = toCaller.take()) {
        caller.getOutputStream().write(bytes);
        caller.getOutputStream().flush();
      }
    } catch (IOException gone) {
      live.submit(this::hangUp);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(byte[] bytes) {
    if (to != null) to.bytes(bytes);
    else if (!over) early.add(bytes);
  }

  private void hangUp() {
    over = true;
    if (to != null) to.end();
    toCaller.add(END);
  }

  @Override
  public void connected(ByteSink sink, PacketPath path) {
    to = sink;
    early.forEach(sink::bytes);
    early.clear();
    if (over) sink.end();
  }

  @Override
  public void refused(PacketPath path) {
    end();
  }

  @Override
  public void timedOut(PacketPath path) {
    end();
  }

  @Override
  public void bytes(byte[] bytes) {
    if (bytes.length > 0) live.letOut(() -> toCaller.add(bytes));
  }

  @Override
  public void end() {
    over = true;
    live.letOut(() -> toCaller.add(END));
  }
}
