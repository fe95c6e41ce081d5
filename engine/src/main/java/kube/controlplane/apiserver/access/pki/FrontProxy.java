package kube.controlplane.apiserver.access.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// Who may say in headers in whose name a request comes: this server to those behind it, and
/// whoever else has a certificate of the same authority.
///
/// That authority is another one than the cluster's: who is trusted to name others is not one of
/// those others.
///
/// @param client with which this server proves itself to those behind it
/// @param authority that has signed it
/// @param clients the authority of ordinary clients, for those who let both in
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/
public record FrontProxy(KeyedCertificate client, KeyedCertificate authority,
    X509Certificate clients) {

  /// The common name of every front proxy that is believed.
  public static final String NAME = "front-proxy-client";

  /// A new authority and its first certificate.
  public static FrontProxy create(Instant now, ClusterAuthority cluster) {
    ClusterAuthority own = ClusterAuthority.create(now, "front-proxy-ca");
    return new FrontProxy(own.issueToClient(NAME, List.of()), own.root(), cluster.certificate());
  }

  /// Whether this authority has signed the certificate.
  boolean issued(X509Certificate shown) {
    if (!shown.getIssuerX500Principal()
        .equals(authority.certificate().getSubjectX500Principal())) {
      return false;
    }
    try {
      shown.verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false; // Somebody else of the same name has.
    }
  }

  /// The authority's certificate, which servers recognize front proxies by.
  public String authorityPem() {
    return authority.certificatePem();
  }

  /// The certificate of the authority of ordinary clients.
  public String clientsPem() {
    return new KeyedCertificate(clients, authority.key()).certificatePem();
  }
}
