package kube.node.containerruntime;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.node.containerruntime.image.Program;

/// The sockets of one container: the ports on which its program listens, and its way out.
///
/// Owned by the loop.
final class Wiring {

  private final PodNetwork network;
  private final String address;
  private final TreeMap<Integer, Program.Listener> listeners = new TreeMap<>();
  private final TreeMap<Integer, Program.Receiver> receivers = new TreeMap<>();

  /// @param address of the Pod
  Wiring(PodNetwork network, String address) {
    this.network = network;
    this.address = address;
  }

  Optional<Program.Listener> listener(int port) {
    return Optional.ofNullable(listeners.get(port));
  }

  Optional<Program.Receiver> receiver(int port) {
    return Optional.ofNullable(receivers.get(port));
  }

  void listen(int port, Program.Listener listener) {
    listeners.put(port, listener);
  }

  void receive(int port, Program.Receiver receiver) {
    receivers.put(port, receiver);
  }

  void close(int port) {
    listeners.remove(port);
  }

  void closeAll() {
    listeners.clear();
    receivers.clear();
  }

  /// What the container calls its own machine is the room of its Pod.
  void dial(SocketAddress to, ByteSink back, Dialing dialing) {
    SocketAddress there = isHere(to.ip()) ? new SocketAddress(address, to.port()) : to;
    network.dial(new Packet(Protocol.TCP, newPort(), there), back, dialing);
  }

  PacketPath send(SocketAddress from, SocketAddress to, byte[] payload,
      Consumer<byte[]> answer) {
    return network.send(new Packet(Protocol.UDP, from, to), payload, answer);
  }

  void ping(String to, Runnable answer) {
    network.ping(address, isHere(to) ? address : to, answer);
  }

  SocketAddress newPort() {
    return network.ephemeral(address);
  }

  private static boolean isHere(String ip) {
    return ip.startsWith("127.");
  }
}
