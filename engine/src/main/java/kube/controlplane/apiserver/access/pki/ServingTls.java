package kube.controlplane.apiserver.access.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import kube.foundation.api.Caller;

/// How a server shows who it is, and how it learns who calls.
///
/// A client's certificate is asked for and never insisted on. The handshake takes any, and
/// [ClientCertificates] judges it afterwards, so that a client with a bad one gets an answer that
/// says so (401) and not a broken connection.
public final class ServingTls {

  /// The names by which programs inside and outside of a cluster call its API server.
  public static final List<String> NAMES = List.of("kubernetes", "kubernetes.default",
      "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "localhost", "127.0.0.1",
      "10.96.0.1");

  private final SSLContext context;
  private final ClientCertificates clients;

  private ServingTls(SSLContext context, ClientCertificates clients) {
    this.context = context;
    this.clients = clients;
  }

  /// TLS with a new certificate of this authority, for clients of the same authority.
  public static ServingTls of(ClusterAuthority authority) {
    return of(authority.issueToServer("kube-apiserver", NAMES), authority.certificate(),
        Optional.empty());
  }

  /// The same, for front proxies too.
  public static ServingTls of(ClusterAuthority authority, FrontProxy proxies) {
    return of(authority.issueToServer("kube-apiserver", NAMES), authority.certificate(),
        Optional.of(proxies));
  }

  /// TLS with this certificate, for clients of this authority.
  public static ServingTls of(KeyedCertificate server, X509Certificate authority) {
    return of(server, authority, Optional.empty());
  }

  /// The same, also for whoever speaks for others with a certificate of these front proxies.
  public static ServingTls of(KeyedCertificate server, X509Certificate authority,
      Optional<FrontProxy> proxies) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", server.key(), new char[0],
          new X509Certificate[]{server.certificate(), authority});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[]{new JudgedLater(Stream
          .concat(Stream.of(authority),
              proxies.map(proxy -> proxy.authority().certificate()).stream())
          .toArray(X509Certificate[]::new))},
          new SecureRandom());
      return new ServingTls(context, new ClientCertificates(authority, proxies));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("this JDK cannot serve TLS", impossible);
    }
  }

  /// The server's end of one connection.
  public SSLEngine newEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setWantClientAuth(true);
    return engine;
  }

  /// Who is at the other end of a connection, once it is open.
  public Caller caller(SSLEngine engine) {
    return clients.caller(engine.getSession());
  }

  /// Names the authorities that clients should have a certificate of, and takes whatever comes.
  private static final class JudgedLater extends X509ExtendedTrustManager {

    private final X509Certificate[] authorities;

    JudgedLater(X509Certificate[] authorities) {
      this.authorities = authorities;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      throw new UnsupportedOperationException("a server meets clients only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
      throw new UnsupportedOperationException("a server meets clients only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
      throw new UnsupportedOperationException("a server meets clients only");
    }
  }
}
