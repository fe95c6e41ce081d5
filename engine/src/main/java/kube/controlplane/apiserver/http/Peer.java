package kube.controlplane.apiserver.http;

import javax.net.ssl.SSLEngine;

import io.netty.handler.ssl.SslHandler;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.foundation.api.Caller;
import kube.foundation.api.Request;
import org.jspecify.annotations.Nullable;

/// The other end of one TLS connection: who it is stays the same for all its requests.
///
/// Its handshake is over before its first request arrives; the answer is kept by the loop, which
/// asks for it.
final class Peer {

  private final ServingTls tls;
  private final SSLEngine engine;
  private @Nullable Caller caller;

  Peer(ServingTls tls) {
    this.tls = tls;
    this.engine = tls.newEngine();
  }

  /// What encrypts and decrypts the connection.
  SslHandler handler() {
    return new SslHandler(engine);
  }

  /// The same request, saying whose it is.
  Request stamp(Request request) {
    return request.from(caller());
  }

  private Caller caller() {
    Caller known = caller;
    if (known == null) {
      known = tls.caller(engine);
      caller = known;
    }
    return known;
  }
}
