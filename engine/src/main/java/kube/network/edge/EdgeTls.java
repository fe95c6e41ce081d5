package kube.network.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import kube.foundation.machine.LiveLoop;

/// Speaks TLS with callers: the first thing that a caller says names the host, and that decides the
/// certificate.
///
/// **Leaves out** keys in the old forms `RSA PRIVATE KEY` and `EC PRIVATE KEY`.
final class EdgeTls {

  private static final char[] NO_PASSWORD = new char[0];
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int HELLO_AT_MOST = 16 * 1024 + 5;
  private static final Pattern KEY = Pattern.compile(
      "-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private final LiveLoop live;
  private final Certificates certificates;

  EdgeTls(LiveLoop live, Certificates certificates) {
    this.live = live;
    this.certificates = certificates;
  }

  /// The caller behind its encryption.
  ///
  /// @throws IOException when there is no certificate for the host, or the two cannot agree
  Socket secured(Socket caller) throws IOException {
    caller.setSoTimeout(PATIENCE_MILLIS);
    byte[] hello = ClientHello.read(caller.getInputStream(), HELLO_AT_MOST);
    String host = ClientHello.host(hello);
    Certificates.Pair pair = find(host).orElseThrow(
        () -> new SSLHandshakeException("no certificate for \"" + host + "\""));
    try {
      SSLSocket secured = (SSLSocket) context(pair).getSocketFactory().createSocket(caller,
          new ByteArrayInputStream(hello), true);
      secured.startHandshake();
      caller.setSoTimeout(0);
      return secured;
    } catch (GeneralSecurityException problem) {
      throw new SSLHandshakeException("the certificate of \"" + host + "\" cannot be used",
          problem);
    }
  }

  private Optional<Certificates.Pair> find(String host) throws IOException {
    try {
      return live.ask(() -> certificates.of(host)).get();
    } catch (ExecutionException stopped) {
      throw new IOException("the cluster has stopped", stopped);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static SSLContext context(Certificates.Pair pair)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(
        new ByteArrayInputStream(pair.certificate().getBytes(StandardCharsets.UTF_8)))
        .toArray(Certificate[]::new);
    store.setKeyEntry("edge", key(pair.key()), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    Matcher found = KEY.matcher(pem);
    if (!found.find()) throw new InvalidKeySpecException("no PRIVATE KEY in the Secret");
    byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
    InvalidKeySpecException none = new InvalidKeySpecException("a key of no known algorithm");
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException another) {
        none.addSuppressed(another);
      }
    }
    throw none;
  }
}
