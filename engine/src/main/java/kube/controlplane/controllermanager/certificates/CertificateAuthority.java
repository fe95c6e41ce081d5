package kube.controlplane.controllermanager.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who signs certificates for this cluster: a seam, behind which a learner's authority may stand.
public interface CertificateAuthority {

  /// What a request for a certificate asks for.
  ///
  /// @param commonName becomes the user's name
  /// @param organizations become its groups
  /// @param dnsNames and `addresses` are what a server would be called by
  /// @param others how many further names there are, such as e-mail addresses
  record Wish(String commonName, List<String> organizations, List<String> dnsNames,
      List<String> addresses, int others) {

    public Wish {
      organizations = List.copyOf(organizations);
      dnsNames = List.copyOf(dnsNames);
      addresses = List.copyOf(addresses);
    }
  }

  /// The authority's own certificate, as PEM.
  String certificatePem();

  /// Reads a request; empty when it is none or was not signed with its own key.
  Optional<Wish> read(String requestPem);

  /// Signs what [#read] has read, for these usages, such as `client auth`. Returns PEM.
  String sign(String requestPem, List<String> usages, Instant now, Duration life);
}
