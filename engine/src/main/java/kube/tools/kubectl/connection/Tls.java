package kube.tools.kubectl.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.config.Server;

/// Which certificates to believe and which to show, made from the PEM texts of a kubeconfig.
///
/// **Leaves out** keys in the old forms `RSA PRIVATE KEY` and `EC PRIVATE KEY`, which
/// `openssl pkcs8 -topk8 -nodes` turns into the one form that is read here.
final class Tls {

  private static final char[] NO_PASSWORD = new char[0];
  private static final Pattern KEY = Pattern.compile(
      "-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private Tls() {}

  static SSLContext context(Server server) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(server.certificate(), server.key()), trust(server), null);
      return context;
    } catch (GeneralSecurityException | IOException problem) {
      throw CommandFailure.of("the certificates of the kubeconfig cannot be used: "
          + problem.getMessage());
    }
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static TrustManager @org.jspecify.annotations.Nullable [] trust(Server server)
      throws GeneralSecurityException, IOException {
    if (server.skipsVerification()) return new TrustManager[]{new Everybody()};
    String name = server.route().serverName();
    if (server.authority().isEmpty() && name.isEmpty()) return null;
    TrustManager[] authorities = authorities(server.authority());
    boolean isNamed = !name.isEmpty() && authorities[0] instanceof X509ExtendedTrustManager;
    return isNamed
        ? new TrustManager[]{new NamedServer((X509ExtendedTrustManager) authorities[0], name)}
        : authorities;
  }

  /// Those who sign certificates: the given ones, or those that this machine believes.
  private static TrustManager[] authorities(String authority)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory = TrustManagerFactory
        .getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (authority.isEmpty()) {
      factory.init((@org.jspecify.annotations.Nullable KeyStore) null);
      return factory.getTrustManagers();
    }
    KeyStore store = store();
    int number = 0;
    for (Certificate one : certificates(authority)) {
      store.setCertificateEntry("authority-" + number++, one);
    }
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @org.jspecify.annotations.Nullable [] keys(String certificate,
      String key) throws GeneralSecurityException, IOException {
    if (certificate.isEmpty()) return null;
    KeyStore store = store();
    store.setKeyEntry("client", privateKey(key), NO_PASSWORD,
        certificates(certificate).toArray(Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory
        .getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher key = KEY.matcher(pem);
    if (!key.find()) {
      throw CommandFailure.of("the client key must be in the form that begins with -----BEGIN "
          + "PRIVATE KEY-----; openssl pkcs8 -topk8 -nodes makes it from others");
    }
    var bytes = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1).strip()));
    return privateKey(bytes, List.of("EC", "RSA", "Ed25519"));
  }

  /// The bytes do not say plainly of which algorithm they are, so each is tried.
  private static PrivateKey privateKey(PKCS8EncodedKeySpec bytes, List<String> algorithms)
      throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(algorithms.getFirst()).generatePrivate(bytes);
    } catch (InvalidKeySpecException other) {
      if (algorithms.size() == 1) throw other;
      return privateKey(bytes, algorithms.subList(1, algorithms.size()));
    }
  }

  /// Believes every server, as `--insecure-skip-tls-verify` asks; its name is not checked either.
  private static final class Everybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type,
        java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type,
        java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type,
        javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type,
        javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
