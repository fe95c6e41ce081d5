package kube.controlplane.apiserver.access.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import kube.foundation.api.Caller;

/// Judges the certificate that a client shows: is it signed by our authority, still valid, and made
/// for clients?
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates
final class ClientCertificates {

  private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

  private final X509Certificate authority;
  private final Optional<FrontProxy> proxies;

  /// @param proxies whose certificates let somebody speak for others
  ClientCertificates(X509Certificate authority, Optional<FrontProxy> proxies) {
    this.authority = authority;
    this.proxies = proxies;
  }

  Caller caller(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate shown
          ? judge(shown)
          : new Caller.Impostor("x509: unknown kind of certificate");
    } catch (SSLPeerUnverifiedException _) {
      return Caller.STRANGER;
    }
  }

  private Caller judge(X509Certificate shown) {
    try {
      boolean isProxy = proxies.filter(proxy -> proxy.issued(shown)).isPresent();
      if (!isProxy) shown.verify(authority.getPublicKey());
      shown.checkValidity();
      List<String> purposes = shown.getExtendedKeyUsage();
      if (purposes == null || !purposes.contains(FOR_CLIENTS)) {
        return new Caller.Impostor("x509: certificate specifies an incompatible key usage");
      }
      LdapName subject = new LdapName(shown.getSubjectX500Principal().getName());
      List<String> names = values(subject, "CN");
      if (names.isEmpty()) return new Caller.Impostor("x509: certificate names nobody");
      if (isProxy) {
        return names.getLast().equals(FrontProxy.NAME)
            ? new Caller.Proxy(names.getLast())
            : new Caller.Impostor("x509: subject with cn=" + names.getLast()
                + " is not in the allowed list");
      }
      return new Caller.Certified(names.getLast(), values(subject, "O"), fingerprint(shown));
    } catch (GeneralSecurityException | NamingException refused) {
      return new Caller.Impostor("x509: " + refused.getMessage());
    }
  }

  /// A part of a name may hold several values, as `O=a+O=b` does.
  private static List<String> values(LdapName subject, String type) throws NamingException {
    List<String> values = new ArrayList<>();
    for (Rdn part : subject.getRdns()) {
      Attribute found = part.toAttributes().get(type);
      if (found == null) continue;
      for (Object value : Collections.list(found.getAll())) values.add(value.toString());
    }
    return values;
  }

  private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    return HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }
}
