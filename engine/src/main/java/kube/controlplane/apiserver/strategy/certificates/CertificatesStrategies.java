package kube.controlplane.apiserver.strategy.certificates;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `certificates.k8s.io`, by the names of the kinds.
public final class CertificatesStrategies {

  private CertificatesStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "CertificateSigningRequest" -> new CertificateSigningRequestStrategy();
      default -> null;
    });
  }
}
