package kube.controlplane.controllermanager.certificates;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.controllermanager.certificates.CertificateAuthority.Wish;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The signers that a cluster has by itself, and what each of them signs.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers
enum Signer {

  CLIENT("kubernetes.io/kube-apiserver-client"), KUBELET_CLIENT(
      "kubernetes.io/kube-apiserver-client-kubelet"), KUBELET_SERVING(
          "kubernetes.io/kubelet-serving"), SOMEBODY_ELSE("");

  private static final Set<String> CLIENT_USAGES = Set.of("digital signature", "key encipherment",
      "client auth");
  private static final Set<String> SERVER_USAGES = Set.of("digital signature", "key encipherment",
      "server auth");

  private final String name;

  Signer(String name) {
    this.name = name;
  }

  static Signer of(String name) {
    for (Signer signer : values()) {
      if (signer.name.equals(name)) return signer;
    }
    return SOMEBODY_ELSE;
  }

  boolean isOurs() {
    return this != SOMEBODY_ELSE;
  }

  boolean isForKubelets() {
    return this == KUBELET_CLIENT;
  }

  /// Why the request is not one that this signer signs, in Kubernetes' words; empty when it is.
  Optional<String> fault(Wish wish, JsonNode csr) {
    Set<String> usages = new TreeSet<>(
        Json.list(csr, "spec.usages", usage -> usage.asString("")));
    return switch (this) {
      case SOMEBODY_ELSE -> Optional.empty();
      case CLIENT -> onlyIn(CLIENT_USAGES, usages) && usages.contains("client auth")
          ? Optional.empty()
          : Optional.of("usages did not match " + new TreeSet<>(CLIENT_USAGES));
      case KUBELET_CLIENT -> kubelet(wish).or(() -> hasNames(wish)
          ? Optional.of("DNS subjectAltNames are not allowed")
          : usages(CLIENT_USAGES, usages, "client auth"));
      case KUBELET_SERVING -> kubelet(wish).or(() -> wish.dnsNames().isEmpty()
          && wish.addresses().isEmpty()
              ? Optional.of("DNS or IP subjectAltName is required")
              : usages(SERVER_USAGES, usages, "server auth"));
    };
  }

  private static Optional<String> kubelet(Wish wish) {
    if (!wish.organizations().equals(List.of("system:nodes"))) {
      return Optional.of("subject organization is not system:nodes");
    }
    return wish.commonName().startsWith("system:node:")
        ? Optional.empty()
        : Optional.of("subject common name does not begin with system:node:");
  }

  private static boolean hasNames(Wish wish) {
    return !wish.dnsNames().isEmpty() || !wish.addresses().isEmpty() || wish.others() > 0;
  }

  private static boolean onlyIn(Set<String> allowed, Set<String> usages) {
    return allowed.containsAll(usages);
  }

  /// Keys that do not encipher need not say that they do.
  private static Optional<String> usages(Set<String> allowed, Set<String> usages, String must) {
    boolean fits = onlyIn(allowed, usages) && usages.contains(must)
        && usages.contains("digital signature");
    return fits ? Optional.empty() : Optional.of("usages did not match " + new TreeSet<>(allowed));
  }
}
