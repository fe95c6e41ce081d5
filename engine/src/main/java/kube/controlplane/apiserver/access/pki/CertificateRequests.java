package kube.controlplane.apiserver.access.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// Reads requests for certificates (PKCS #10), and signs what they ask for.
///
/// The serial number follows from the request, so that signing the same again gives the same.
///
/// **In Kubernetes:**
/// [authority.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/certificates/authority/authority.go)
public final class CertificateRequests {

  private static final Map<String, Integer> USES = Map.of("signing", KeyUsage.digitalSignature,
      "digital signature", KeyUsage.digitalSignature, "content commitment",
      KeyUsage.nonRepudiation, "key encipherment", KeyUsage.keyEncipherment, "key agreement",
      KeyUsage.keyAgreement, "data encipherment", KeyUsage.dataEncipherment, "cert sign",
      KeyUsage.keyCertSign, "crl sign", KeyUsage.cRLSign);
  private static final Map<String, KeyPurposeId> PURPOSES = new TreeMap<>(Map.of("server auth",
      KeyPurposeId.id_kp_serverAuth, "client auth", KeyPurposeId.id_kp_clientAuth, "code signing",
      KeyPurposeId.id_kp_codeSigning, "email protection", KeyPurposeId.id_kp_emailProtection,
      "timestamping", KeyPurposeId.id_kp_timeStamping, "ocsp signing",
      KeyPurposeId.id_kp_OCSPSigning));

  /// Clocks of client and server may differ a little.
  private static final Duration EARLIER = Duration.ofMinutes(5);

  private CertificateRequests() {}

  /// The request in the PEM block; empty when it is none, or nobody has proved to hold its key.
  static Optional<PKCS10CertificationRequest> parse(String pem) {
    try {
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(
          Base64.getDecoder().decode(base64));
      boolean isProven = request.isSignatureValid(new JcaContentVerifierProviderBuilder()
          .build(request.getSubjectPublicKeyInfo()));
      return isProven ? Optional.of(request) : Optional.empty();
    } catch (IOException | IllegalArgumentException | OperatorCreationException
        | PKCSException _) {
      return Optional.empty();
    }
  }

  /// The values of one part of the subject, such as its common name.
  public static List<String> subject(String pem, boolean organizations) {
    ASN1ObjectIdentifier part = organizations ? BCStyle.O : BCStyle.CN;
    return parse(pem).stream()
        .flatMap(request -> Stream.of(request.getSubject().getRDNs(part)))
        .map(name -> IETFUtils.valueToString(name.getFirst().getValue()))
        .toList();
  }

  /// Whether it is a request that its sender has signed.
  public static boolean isProven(String pem) {
    return parse(pem).isPresent();
  }

  /// The further names that are asked for, as `type:value`, with the types of RFC 5280: 2 is a DNS
  /// name, 7 an address.
  public static List<String> alternativeNames(String pem) {
    List<String> found = new ArrayList<>();
    parse(pem).map(PKCS10CertificationRequest::getRequestedExtensions)
        .map(extensions -> GeneralNames.fromExtensions(extensions,
            Extension.subjectAlternativeName))
        .ifPresent(names -> Stream.of(names.getNames())
            .forEach(name -> found.add(name.getTagNo() + ":" + name.getName())));
    return List.copyOf(found);
  }

  /// Signs the request with the authority's key.
  static String sign(KeyedCertificate authority, SecureRandom authorityRandom, String pem,
      List<String> usages, Instant now, Duration life) {
    PKCS10CertificationRequest request = parse(pem).orElseThrow();
    try {
      X500Name issuer = new X500Name(authority.certificate().getSubjectX500Principal().getName());
      var draft = new X509v3CertificateBuilder(issuer, serial(pem), Date.from(now.minus(EARLIER)),
          Date.from(now.minus(EARLIER).plus(life)), request.getSubject(),
          request.getSubjectPublicKeyInfo());
      int uses = usages.stream().mapToInt(usage -> USES.getOrDefault(usage, 0))
          .reduce(0, (one, other) -> one | other);
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(uses));
      KeyPurposeId[] purposes = usages.stream().filter(PURPOSES::containsKey).map(PURPOSES::get)
          .toArray(KeyPurposeId[]::new);
      if (purposes.length > 0) {
        draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
      }
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      addNames(draft, request.getRequestedExtensions());
      var signer = new JcaContentSignerBuilder("SHA256withECDSA")
          .setSecureRandom(authorityRandom).build(authority.key());
      X509Certificate made = new JcaX509CertificateConverter().getCertificate(draft.build(signer));
      return new KeyedCertificate(made, authority.key()).certificatePem();
    } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
      throw new IllegalStateException("this JDK cannot make certificates", impossible);
    }
  }

  private static void addNames(X509v3CertificateBuilder draft,
      @Nullable Extensions wanted) throws IOException {
    if (wanted == null) return;
    GeneralNames names = GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
    if (names != null) draft.addExtension(Extension.subjectAlternativeName, false, names);
  }

  private static BigInteger serial(String pem) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256")
        .digest(pem.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, hash).shiftRight(hash.length * Byte.SIZE - 120);
  }
}
