package kube.foundation.stream;

/// Leads to the ports of one Pod, any number of connections at a time.
///
/// @param name the Pod's, for messages
public record Tunnel(String name, Dialer dialer) implements Session {

  /// Opens connections to ports.
  public interface Dialer {

    /// Connects to `port`. What the caller sends goes into the returned sink; what the program
    /// answers comes `back`. A port where nobody listens fails at once.
    ByteSink connect(int port, Back back);
  }

  /// Takes what comes out of the Pod on one connection.
  public interface Back extends ByteSink {

    /// There is no connection, or no longer.
    void failed(String message);
  }
}
