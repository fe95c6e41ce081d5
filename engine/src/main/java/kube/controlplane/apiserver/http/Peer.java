package kube.controlplane.apiserver.http;

import java.util.function.Function;

import javax.net.ssl.SSLEngine;

import io.netty.handler.ssl.SslHandler;
import kube.controlplane.apiserver.access.pki.ServingTls;
import kube.foundation.api.Caller;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
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

  /// The same API, whose every request says whose it is.
  Function<Request, Response> speakingFor(Function<Request, Response> api) {
    return request -> api.apply(request.from(caller()));
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
