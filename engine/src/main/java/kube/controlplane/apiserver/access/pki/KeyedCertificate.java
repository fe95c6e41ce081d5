package kube.controlplane.apiserver.access.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A certificate and the private key that belongs to it: what somebody needs to prove who they are.
public record KeyedCertificate(X509Certificate certificate, PrivateKey key) {

  private static final int PEM_COLUMNS = 64;

  /// The certificate as a PEM block, as kubeconfigs and `ca.crt` carry it.
  public String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read cannot be written", impossible);
    }
  }

  /// The private key as a PEM block (PKCS #8).
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /// Reads both again from what [#certificatePem] and [#keyPem] have written.
  ///
  /// Throws [IllegalArgumentException] when they are none.
  public static KeyedCertificate parse(String certificatePem, String keyPem) {
    try {
      var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(
              certificatePem.getBytes(StandardCharsets.US_ASCII)));
      return new KeyedCertificate(certificate, KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(content(keyPem))));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("no certificate with a key of an elliptic curve: "
          + unreadable.getMessage(), unreadable);
    }
  }

  private static byte[] content(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  static String pem(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(PEM_COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII))
        .encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  /// Never shows the key.
  @Override
  public String toString() {
    return "KeyedCertificate[" + certificate.getSubjectX500Principal() + "]";
  }
}
