package kube.network;

import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;

/// What lives at an address of the network: a Pod's room, or a machine's own programs.
public interface Host {

  /// Somebody connects (TCP). What the program answers goes `back`; empty when nothing listens
  /// on the port, which the caller notices at once.
  Optional<ByteSink> accept(Packet packet, ByteSink back);

  /// A datagram (UDP) arrives; the program may answer now or later.
  ///
  /// Returns false when nothing listens on the port.
  default boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
    return false;
  }

  /// A machine on which no program listens.
  static Host deaf() {
    return (packet, back) -> Optional.empty();
  }
}
