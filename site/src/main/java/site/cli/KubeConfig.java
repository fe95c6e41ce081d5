package site.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;

/// The file by which `kubectl` and other clients find a cluster.
final class KubeConfig {

  private KubeConfig() {}

  /// A kubeconfig with one cluster, one user and one context, all named `inside-out`.
  static String yaml(String url) {
    return yaml(url, "", " {}");
  }

  /// The same for a cluster behind TLS: with the authority to recognise the server by, and a
  /// certificate by which the server recognises the user.
  static String yaml(String url, ClusterAuthority authority, KeyedCertificate user) {
    return yaml(url, field("certificate-authority-data", authority.certificatePem()),
        field("client-certificate-data", user.certificatePem())
            + field("client-key-data", user.keyPem()));
  }

  private static String field(String name, String pem) {
    return "\n    " + name + ": "
        + Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static String yaml(String url, String trust, String credentials) {
    return """
      apiVersion: v1
      kind: Config
      clusters:
      - name: inside-out
        cluster:
          server: %s%s
      users:
      - name: inside-out
        user:%s
      contexts:
      - name: inside-out
        context:
          cluster: inside-out
          user: inside-out
          namespace: default
      current-context: inside-out
      """.formatted(url, trust, credentials);
  }
}
