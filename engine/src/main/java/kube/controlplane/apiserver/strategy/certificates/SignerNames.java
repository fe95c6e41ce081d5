package kube.controlplane.apiserver.strategy.certificates;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;

/// The rules for the name of a signer, such as `kubernetes.io/kube-apiserver-client`.
final class SignerNames {

  private SignerNames() {}

  static void validate(Field signer) {
    List<String> parts = List.of(signer.text().split("/", -1));
    if (parts.size() != 2) {
      signer.invalid("must be a fully qualified domain and path of the form"
          + " 'example.com/signer-name'");
      return;
    }
    List<String> labels = List.of(parts.getFirst().split("\\.", -1));
    validateParts(signer, parts.getFirst(), labels, Names.DNS_LABEL);
    if (labels.size() < 2) {
      signer.errors().invalid(signer.path(), parts.getFirst(),
          "should be a domain with at least two segments separated by dots");
    }
    validateParts(signer, parts.getLast(), List.of(parts.getLast().split("\\.", -1)),
        Names.DNS_SUBDOMAIN);
  }

  /// Tells only of the first part at fault; the others would say the same again.
  private static void validateParts(Field signer, String whole, List<String> parts, Names form) {
    for (String part : parts) {
      Optional<String> fault = form.fault(part);
      if (fault.isEmpty()) continue;
      signer.errors().invalid(signer.path(), whole,
          "validating label \"" + part + "\": " + fault.get());
      return;
    }
  }
}
