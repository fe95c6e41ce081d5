package kube.network.edge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import kube.foundation.machine.LiveLoop;
import kube.network.Packet;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Real sockets on loopback for the doorways of a live cluster.
///
/// Each socket has a virtual thread that waits for callers; all that concerns the cluster is handed
/// to its loop. To the cluster, callers come from `192.168.0.1`, a machine that is none of its nodes.
public final class EdgeSockets implements Doors, AutoCloseable {

  /// Who everybody out here is, seen from inside.
  public static final String CALLER = "192.168.0.1";

  private static final int BACKLOG = 128;
  private static final int LARGEST_DATAGRAM = 65_507;

  private final LiveLoop live;
  private final PodNetwork network;
  private final Consumer<String> news;
  private final Map<Doorway, Closeable> sockets = new ConcurrentHashMap<>();

  /// @param news is told of every doorway that opens, in a line for people
  public EdgeSockets(LiveLoop live, PodNetwork network, Consumer<String> news) {
    this.live = live;
    this.network = network;
    this.news = news;
  }

  @Override
  public void open(Doorway doorway) {
    for (SocketAddress place : doorway.places()) {
      Optional<SocketAddress> found = doorway.protocol() == Protocol.UDP
          ? openDatagrams(doorway, place)
          : openStreams(doorway, place);
      if (found.isEmpty()) continue;
      news.accept(scheme(doorway) + found.get() + " leads to " + doorway.inside() + ", "
          + doorway.what() + ".");
      return;
    }
  }

  private static String scheme(Doorway doorway) {
    if (doorway.protocol() == Protocol.UDP) return "udp://";
    return doorway.certificates().isPresent() ? "https://" : "http://";
  }

  @Override
  public void close(Doorway doorway) {
    shut(sockets.remove(doorway));
  }

  @Override
  public void close() {
    sockets.keySet().forEach(this::close);
  }

  /// Empty when the place cannot be had: taken, not ours to take, or no address of this system.
  private Optional<SocketAddress> openStreams(Doorway doorway, SocketAddress place) {
    try {
      ServerSocket server = new ServerSocket();
      try {
        server.bind(new InetSocketAddress(InetAddress.getByName(place.ip()), place.port()),
            BACKLOG);
      } catch (IOException taken) {
        server.close();
        return Optional.empty();
      }
      sockets.put(doorway, server);
      Thread.ofVirtual().name("edge " + doorway.what()).start(() -> accept(server, doorway));
      return Optional.of(new SocketAddress(place.ip(), server.getLocalPort()));
    } catch (IOException problem) {
      throw new UncheckedIOException("no socket can be made", problem);
    }
  }

  private void accept(ServerSocket server, Doorway doorway) {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().name("edge caller").start(() -> serve(caller, doorway));
      } catch (IOException closed) {
        shut(server);
      }
    }
  }

  /// A caller with whom there is no understanding is hung up on, as its TLS library will say.
  private void serve(Socket caller, Doorway doorway) {
    Socket clear = caller;
    if (doorway.certificates().isPresent()) {
      try {
        clear = new EdgeTls(live, doorway.certificates().get()).secured(caller);
      } catch (IOException noUnderstanding) {
        shut(caller);
        return;
      }
    }
    new EdgeConnection(clear, live, network, doorway.inside()).run();
  }

  private Optional<SocketAddress> openDatagrams(Doorway doorway, SocketAddress place) {
    try {
      DatagramSocket socket = new DatagramSocket(
          new InetSocketAddress(InetAddress.getByName(place.ip()), place.port()));
      sockets.put(doorway, socket);
      Thread.ofVirtual().name("edge " + doorway.what()).start(() -> receive(socket, doorway));
      return Optional.of(new SocketAddress(place.ip(), socket.getLocalPort()));
    } catch (IOException taken) {
      return Optional.empty();
    }
  }

  /// Each caller keeps its port as seen from inside, so that its flow stays one flow.
  private void receive(DatagramSocket socket, Doorway doorway) {
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      try {
        socket.receive(packet);
      } catch (IOException closed) {
        socket.close();
        return;
      }
      byte[] payload = Arrays.copyOf(packet.getData(), packet.getLength());
      var caller = packet.getSocketAddress();
      Packet first = new Packet(Protocol.UDP, new SocketAddress(CALLER, packet.getPort()),
          doorway.inside());
      live.submit(() -> {
        var _ = network.send(first, payload,
            answer -> answer(socket, new DatagramPacket(answer, answer.length, caller)));
      });
    }
  }

  /// Sending to loopback does not wait for anybody.
  private static void answer(DatagramSocket socket, DatagramPacket packet) {
    try {
      socket.send(packet);
    } catch (IOException gone) {
      socket.close();
    }
  }

  private static void shut(@Nullable Closeable socket) {
    if (socket == null) return;
    try {
      socket.close();
    } catch (IOException problem) {
      throw new UncheckedIOException("a socket could not be closed", problem);
    }
  }
}
