package kube.network.ingress;

import java.util.Optional;

import kube.foundation.stream.ByteSink;
import kube.network.Host;
import kube.network.Packet;
import kube.network.PodNetwork;
import kube.network.SocketAddress;

/// Takes connections of HTTP clients and leads each of their requests to the Pod that it is for.
///
/// Owned by the loop.
///
/// **Models** any number of requests on one connection, bodies of every length, requests that change
/// the protocol, and the headers that tell the Pod who asked. What arrives on port 443 was encrypted
/// until the real edge. **Leaves out** connections to Pods that outlive a request.
final class HttpRouter implements Host {

  static final int HTTP = 80;
  static final int HTTPS = 443;

  /// Where a request goes, or the page that says why it goes nowhere.
  sealed interface Target {
    record Pod(SocketAddress address) implements Target {}

    record Page(String status) implements Target {}
  }

  /// Finds the target of a request.
  interface Table {
    Target target(HttpRequestView request);
  }

  private final String address;
  private final PodNetwork network;
  private final Table table;

  HttpRouter(String address, PodNetwork network, Table table) {
    this.address = address;
    this.network = network;
    this.table = table;
  }

  @Override
  public Optional<ByteSink> accept(Packet packet, ByteSink back) {
    int port = packet.destination().port();
    return port == HTTP || port == HTTPS
        ? Optional.of(new HttpConversation(this, packet.source().ip(), port == HTTPS, back))
        : Optional.empty();
  }

  Target target(HttpRequestView request) {
    return table.target(request);
  }

  PodNetwork network() {
    return network;
  }

  String address() {
    return address;
  }
}
