package kube.foundation.api;

import java.util.List;

/// What the connection of a request proves about who is at its other end.
///
/// A connection proves little; who asks is decided by the API server's authentication, which looks
/// at this and at the credentials in the request.
public sealed interface Caller {

  /// In-process components and plain HTTP on this machine: taken at their word.
  record Trusted() implements Caller {}

  /// Over TLS, without a certificate.
  record Stranger() implements Caller {}

  /// Over TLS, with a certificate that our authority has signed.
  ///
  /// @param name the common name of its subject, and `organizations` of the same
  /// @param fingerprint SHA-256 of the certificate, in hexadecimal digits
  record Certified(String name, List<String> organizations, String fingerprint)
      implements
        Caller {
    public Certified { organizations = List.copyOf(organizations); }
  }

  /// Over TLS, with a certificate that lets it say in headers in whose name a request comes.
  record Proxy(String name) implements Caller {}

  /// Over TLS, with a certificate that is not to be believed, and why.
  record Impostor(String reason) implements Caller {}

  Caller TRUSTED = new Trusted();
  Caller STRANGER = new Stranger();
}
