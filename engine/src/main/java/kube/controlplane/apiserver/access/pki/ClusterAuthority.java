package kube.controlplane.apiserver.access.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The root of all trust in one cluster: whoever has a certificate signed by it is who the
/// certificate says.
///
/// **Models** what `kubeadm init` makes in its phase *certs*: an authority for ten years, and
/// certificates of servers and clients for one. Keys are elliptic (P-256), because they are made in
/// a moment. **Leaves out** intermediate authorities and revocation, which Kubernetes has not
/// either.
///
/// **In Kubernetes:** https://kubernetes.io/docs/setup/best-practices/certificates/
public final class ClusterAuthority {

  private static final String ITS_NAME = "kubernetes";
  private static final Duration ITS_LIFE = Duration.ofDays(3_650);
  private static final Instant START_OF_SIMULATIONS = Instant.parse("2024-01-01T00:00:00Z");
  private static final long SEED_OF_SIMULATIONS = 1;
  private static final Duration LIFE_OF_A_CERTIFICATE = Duration.ofDays(365);

  /// Clocks of client and server may differ a little.
  private static final Duration EARLIER = Duration.ofMinutes(5);
  private static final int SERIAL_BITS = 63;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:]*:[0-9a-f:]*");

  private final Instant now;
  private final SecureRandom random;
  private final KeyPair keys;
  private final KeyedCertificate root;

  private ClusterAuthority(Instant now, SecureRandom random, String itsName)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    this.now = now;
    this.random = random;
    this.keys = newKeys();
    X500Name name = subject(itsName, List.of());
    X509v3CertificateBuilder draft = draft(name, name, keys, ITS_LIFE);
    draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature
        | KeyUsage.keyEncipherment | KeyUsage.keyCertSign));
    this.root = new KeyedCertificate(sign(draft), keys.getPrivate());
  }

  private ClusterAuthority(Instant now, SecureRandom random, KeyedCertificate root) {
    this.now = now;
    this.random = random;
    this.keys = new KeyPair(root.certificate().getPublicKey(), root.key());
    this.root = root;
  }

  /// A new authority, whose certificates are valid from `now` on.
  public static ClusterAuthority create(Instant now) {
    return create(now, ITS_NAME);
  }

  /// A new authority that calls itself by this name.
  static ClusterAuthority create(Instant now, String itsName) {
    try {
      return new ClusterAuthority(now, new SecureRandom(), itsName);
    } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
      throw new IllegalStateException("this JDK cannot make certificates", impossible);
    }
  }

  /// An authority that was there before, whose new certificates are valid from `now` on.
  public static ClusterAuthority of(KeyedCertificate root, Instant now) {
    return new ClusterAuthority(now, new SecureRandom(), root);
  }

  /// Its certificate and its key, for whoever keeps them until the cluster goes on.
  public KeyedCertificate root() {
    return root;
  }

  /// The authority of clusters in virtual time: always the same one, so that runs repeat. Everybody
  /// can make its key anew, so it is worth nothing elsewhere.
  public static ClusterAuthority simulated() {
    try {
      SecureRandom numbers = SecureRandom.getInstance("SHA1PRNG");
      numbers.setSeed(SEED_OF_SIMULATIONS);
      return new ClusterAuthority(START_OF_SIMULATIONS, numbers, ITS_NAME);
    } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
      throw new IllegalStateException("this JDK cannot make certificates", impossible);
    }
  }

  public X509Certificate certificate() {
    return root.certificate();
  }

  /// The authority's own certificate, which clients are given to recognise the server by.
  public String certificatePem() {
    return root.certificatePem();
  }

  /// Signs a request for a certificate, which must be sound.
  ///
  /// @param usages what it may be used for, such as `client auth`
  public String sign(String requestPem, List<String> usages, Instant at, Duration life) {
    return CertificateRequests.sign(root, random, requestPem, usages, at, life);
  }

  /// What a server proves itself with, for clients who call it by any of these names.
  public KeyedCertificate issueToServer(String name, List<String> alternativeNames) {
    List<GeneralName> names = new ArrayList<>();
    for (String other : alternativeNames) {
      boolean isAddress = ADDRESS.matcher(other).matches();
      names.add(new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, other));
    }
    return issue(subject(name, List.of()), KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(names.toArray(GeneralName[]::new)));
  }

  /// What a client proves itself with: `user` becomes its user name, `groups` become its groups.
  public KeyedCertificate issueToClient(String user, List<String> groups) {
    return issue(subject(user, groups), KeyPurposeId.id_kp_clientAuth, new GeneralNames(
        new GeneralName[0]));
  }

  private KeyedCertificate issue(X500Name subject, KeyPurposeId purpose, GeneralNames names) {
    try {
      KeyPair theirs = newKeys();
      X500Name issuer = X500Name.getInstance(
          root.certificate().getSubjectX500Principal().getEncoded());
      X509v3CertificateBuilder draft = draft(issuer, subject, theirs, LIFE_OF_A_CERTIFICATE);
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature
          | KeyUsage.keyEncipherment));
      draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      draft.addExtension(Extension.authorityKeyIdentifier, false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
      if (names.getNames().length > 0) {
        draft.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return new KeyedCertificate(sign(draft), theirs.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
      throw new IllegalStateException("this JDK cannot make certificates", impossible);
    }
  }

  private X509v3CertificateBuilder draft(X500Name issuer, X500Name subject, KeyPair theirs,
      Duration life) throws GeneralSecurityException, IOException {
    var draft = new JcaX509v3CertificateBuilder(issuer, new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(EARLIER)), Date.from(now.plus(life)), subject, theirs.getPublic());
    draft.addExtension(Extension.subjectKeyIdentifier, false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(theirs.getPublic()));
    return draft;
  }

  private X509Certificate sign(X509v3CertificateBuilder draft) throws GeneralSecurityException,
      OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random)
        .build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /// In a client's certificate the organizations are its groups and the common name its user name.
  private static X500Name subject(String commonName, List<String> organizations) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    organizations.forEach(organization -> name.addRDN(BCStyle.O, organization));
    return name.addRDN(BCStyle.CN, commonName).build();
  }
}
