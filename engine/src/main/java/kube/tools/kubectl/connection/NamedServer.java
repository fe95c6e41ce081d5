package kube.tools.kubectl.connection;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes a server whose certificate has the name that `tls-server-name` says, whatever the name
/// of the address is: behind a tunnel the two differ.
final class NamedServer extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager authorities;
  private final String name;

  /// @param authorities decides whose signatures count
  NamedServer(X509ExtendedTrustManager authorities, String name) {
    this.authorities = authorities;
    this.name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    authorities.checkServerTrusted(chain, type);
    Collection<List<?>> names = names(chain[0]);
    if (names.stream().noneMatch(entry -> fits(String.valueOf(entry.get(1))))) {
      throw new CertificateException("x509: certificate is valid for "
          + String.join(", ", names.stream().map(entry -> String.valueOf(entry.get(1))).toList())
          + ", not " + name);
    }
  }

  private static Collection<List<?>> names(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null ? List.of() : names;
  }

  /// A star stands for the first label of a name.
  private boolean fits(String certified) {
    String pattern = certified.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return pattern.equals(name)
        || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(
            name.substring(dot)));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
