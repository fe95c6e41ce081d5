package kube.controlplane.apiserver.admission.gates;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.AccessKinds;

import tools.jackson.databind.node.ObjectNode;

/// Writes into each request for a certificate who asks for it, because approvers decide by that;
/// what the author says about it counts for nothing.
///
/// In Kubernetes this is part of the storage of certificate requests.
final class CertificateRequester implements AdmissionPlugin {

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(AccessKinds.CERTIFICATE_SIGNING_REQUEST) || !write.creates()) {
      return Optional.empty();
    }
    ObjectNode spec = write.object().withObject("spec");
    spec.remove(List.of("username", "uid", "groups", "extra"));
    write.user().toJson().forEachEntry(spec::set);
    return Optional.empty();
  }
}
