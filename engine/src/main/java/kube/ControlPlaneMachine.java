package kube;

import java.util.Optional;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;
import kube.network.Host;
import kube.network.Packet;
import kube.network.dns.DnsServer;
import org.jspecify.annotations.Nullable;

/// The machine on which the control plane runs, as the network meets it.
final class ControlPlaneMachine implements Host {

  static final String NAME = "control-plane";
  static final String ADDRESS = "192.168.0.10";

  private @Nullable DnsServer dns;

  /// The name server that answers from now on.
  void runs(DnsServer server) {
    dns = server;
  }

  @Override
  public Optional<ByteSink> accept(Packet packet, ByteSink back) {
    return Optional.empty();
  }

  @Override
  public boolean receive(Packet packet, byte[] payload, Consumer<byte[]> answer) {
    return dns != null && dns.receive(packet, payload, answer);
  }
}
