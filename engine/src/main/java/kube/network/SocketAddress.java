package kube.network;

/// An address and a port: one end of a flow.
///
/// @param ip as text, such as `10.244.1.7`
public record SocketAddress(String ip, int port) implements Comparable<SocketAddress> {

  @Override
  public int compareTo(SocketAddress other) {
    int byAddress = ip.compareTo(other.ip);
    return byAddress == 0 ? Integer.compare(port, other.port) : byAddress;
  }

  @Override
  public String toString() {
    return ip + ":" + port;
  }
}
