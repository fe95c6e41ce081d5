package kube.network;

/// The envelope of what travels: who sends, and to whom.
///
/// For TCP it stands for the first packet of a connection, which decides the way of all the others.
public record Packet(Protocol protocol, SocketAddress source, SocketAddress destination) {

  /// The same packet with another receiver, as destination translation (DNAT) leaves it.
  public Packet to(SocketAddress other) {
    return new Packet(protocol, source, other);
  }

  /// The same packet with another sender, as source translation (SNAT) leaves it.
  public Packet from(SocketAddress other) {
    return new Packet(protocol, other, destination);
  }

  @Override
  public String toString() {
    return protocol + " " + source + " → " + destination;
  }
}
