package kube.controlplane.apiserver.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import kube.controlplane.apiserver.access.pki.FrontProxy;
import kube.controlplane.apiserver.streams.BackendCall;
import kube.controlplane.apiserver.streams.Backends;
import kube.controlplane.apiserver.streams.ProxyHandler;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Response;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;

/// Asks API servers outside of the cluster over HTTPS, each on a virtual thread, and brings their
/// answers back to the loop.
///
/// It proves with a certificate of the front proxy's authority that it may say who asks. The other
/// side must have a certificate for the Service's name, signed as the APIService says.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/#authentication-flow
public final class HttpsBackends implements Backends.Outside {

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  private final LiveLoop loop;
  private final Optional<FrontProxy> proxy;

  /// @param proxy proves who we are; empty when nobody needs to know
  public HttpsBackends(LiveLoop loop, Optional<FrontProxy> proxy) {
    this.loop = loop;
    this.proxy = proxy;
  }

  @Override
  public Optional<ApiResult<Response>> ask(BackendCall call,
      Consumer<ApiResult<Response>> later) {
    Thread.ofVirtual().name("backend " + call.name()).start(() -> {
      ApiResult<Response> answer = ask(call);
      loop.submit(() -> later.accept(answer));
    });
    return Optional.empty();
  }

  private ApiResult<Response> ask(BackendCall call) {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(call.host(), call.port()),
          (int) TO_CONNECT.toMillis());
      plain.setSoTimeout((int) TO_ANSWER.toMillis());
      SSLSocket socket = (SSLSocket) context(call).getSocketFactory().createSocket(plain,
          call.name(), call.port(), true);
      if (call.isVerified()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return new BackendExchange(call, socket, loop).run();
    } catch (IOException | GeneralSecurityException failure) {
      shut(plain);
      return new Refused<>(ProxyHandler.unavailable(named(call, failure)));
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new IllegalStateException("a socket could not be closed", gone);
    }
  }

  /// What Go's client would say of it.
  private static String named(BackendCall call, Exception failure) {
    String dial = "dial tcp " + call.host() + ":" + call.port() + ": ";
    return switch (failure) {
      case ConnectException _ -> dial + "connect: connection refused";
      case UnknownHostException _ ->
        "dial tcp: lookup " + call.host() + ": no such host";
      case SocketTimeoutException _ -> dial + "i/o timeout";
      case SSLException tls -> "tls: failed to verify certificate: x509: " + innermost(tls);
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static @Nullable String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    return cause.getMessage();
  }

  private SSLContext context(BackendCall call) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (proxy.isPresent()) {
      own.setKeyEntry("proxy", proxy.get().client().key(), new char[0],
          new Certificate[]{proxy.get().client().certificate()});
    }
    keys.init(own, new char[0]);
    context.init(keys.getKeyManagers(), trusted(call), null);
    return context;
  }

  /// An empty bundle stands for the authorities that this machine trusts.
  private static TrustManager[] trusted(BackendCall call)
      throws GeneralSecurityException, IOException {
    if (!call.isVerified()) return new TrustManager[]{new Credulous()};
    TrustManagerFactory managers = TrustManagerFactory
        .getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int number = 0;
    for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(
        new ByteArrayInputStream(call.caBundle().getBytes(StandardCharsets.UTF_8)))) {
      trusted.setCertificateEntry("ca" + number++, certificate);
    }
    managers.init(call.caBundle().isEmpty() ? null : trusted);
    return managers.getTrustManagers();
  }

  /// For `insecureSkipTLSVerify`, and for the check whether anybody answers at all.
  private static final class Credulous extends javax.net.ssl.X509ExtendedTrustManager {

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind,
        javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind,
        javax.net.ssl.SSLEngine engine) {}
  }
}
