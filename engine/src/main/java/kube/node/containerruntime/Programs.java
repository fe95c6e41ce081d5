package kube.node.containerruntime;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kube.foundation.stream.ByteSink;
import kube.network.Host;
import kube.network.Packet;
import kube.node.containerruntime.image.Program;

/// The programs behind one address, as the network meets them.
///
/// @param running those that run now
record Programs(Supplier<Stream<SimulatedContainer>> running) implements Host {

  @Override
  public Optional<ByteSink> accept(Packet packet, ByteSink back) {
    int port = packet.destination().port();
    return running.get().flatMap(container -> container.listener(port).stream())
        .findFirst()
        .map(listener -> listener.accept(packet.source(), back));
  }

  @Override
  public boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
    int port = packet.destination().port();
    Optional<Program.Receiver> receiver = running.get()
        .flatMap(container -> container.receiver(port).stream())
        .findFirst();
    receiver.ifPresent(found -> found.datagram(packet.source(), payload, answer));
    return receiver.isPresent();
  }
}
