package kube.network.edge;

import java.util.List;
import java.util.Optional;

import kube.network.Protocol;
import kube.network.SocketAddress;

/// A way into the cluster that ought to be open on this computer.
///
/// @param what for people: whose way it is
/// @param inside where it leads, on the cluster's own network
/// @param certificates what callers must speak TLS with; empty for a way without encryption
/// @param places where it would like to be open, best first; port 0 is any that is free
public record Doorway(String what, Protocol protocol, SocketAddress inside,
    Optional<Certificates> certificates, List<SocketAddress> places) {

  /// A way without encryption.
  Doorway(String what, Protocol protocol, SocketAddress inside, List<SocketAddress> places) {
    this(what, protocol, inside, Optional.empty(), places);
  }

  public Doorway { places = List.copyOf(places); }
}
