package kube;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import kube.controlplane.apiserver.access.pki.CertificateRequests;
import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import org.jspecify.annotations.Nullable;

/// The authority of a cluster, as its controllers see it.
///
/// Keys are made when the first certificate is signed: most clusters in virtual time never sign one,
/// and their authority's certificate, always the same, stands in a file beside this class.
public final class ClusterCertificates implements CertificateAuthority {

  private static final String FILE = "simulated-ca.crt";
  private static final String DNS_NAME = "2:";
  private static final String ADDRESS = "7:";

  private final String certificate;
  private final Supplier<ClusterAuthority> maker;
  private @Nullable ClusterAuthority authority;

  private ClusterCertificates(String certificate, Supplier<ClusterAuthority> maker) {
    this.certificate = certificate;
    this.maker = maker;
  }

  /// The authority that API server and clients of a live cluster trust.
  public static CertificateAuthority of(ClusterAuthority authority) {
    return new ClusterCertificates(authority.certificatePem(), () -> authority);
  }

  /// The one of clusters in virtual time.
  public static CertificateAuthority simulated() {
    try (InputStream file = ClusterCertificates.class.getResourceAsStream(FILE)) {
      String pem = new String(Objects.requireNonNull(file, FILE).readAllBytes(),
          StandardCharsets.US_ASCII);
      // As a lambda: a method reference would load all that signs certificates already here.
      return new ClusterCertificates(pem, () -> ClusterAuthority.simulated());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String certificatePem() {
    return certificate;
  }

  @Override
  public Optional<Wish> read(String requestPem) {
    if (!CertificateRequests.isProven(requestPem)) return Optional.empty();
    List<String> names = CertificateRequests.alternativeNames(requestPem);
    List<String> dnsNames = those(names, DNS_NAME);
    List<String> addresses = those(names, ADDRESS);
    String name = CertificateRequests.subject(requestPem, false).stream().findFirst().orElse("");
    return Optional.of(new Wish(name, CertificateRequests.subject(requestPem, true), dnsNames,
        addresses, names.size() - dnsNames.size() - addresses.size()));
  }

  private static List<String> those(List<String> names, String type) {
    return names.stream().filter(name -> name.startsWith(type))
        .map(name -> name.substring(type.length())).toList();
  }

  @Override
  public String sign(String requestPem, List<String> usages, Instant now, Duration life) {
    ClusterAuthority signing = authority;
    if (signing == null) {
      signing = maker.get();
      authority = signing;
    }
    return signing.sign(requestPem, usages, now, life);
  }
}
