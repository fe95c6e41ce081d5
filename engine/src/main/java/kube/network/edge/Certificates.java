package kube.network.edge;

import java.util.Optional;

/// Knows with which certificate the edge shows itself. Asked on the loop.
public interface Certificates {

  /// A certificate with those that signed it, and its key, both as PEM.
  record Pair(String certificate, String key) {}

  /// The pair for a host name; empty when nobody has brought one.
  ///
  /// @param host as the client asks for it (SNI); empty when it does not say
  Optional<Pair> of(String host);
}
