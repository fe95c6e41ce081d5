package kube.controlplane.apiserver.admission.gates;

import java.util.Optional;

import kube.controlplane.apiserver.access.authorization.rbac.EscalationCheck;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.foundation.api.Status;

/// Nobody writes a role or a binding that gives more than they have themselves.
///
/// In Kubernetes this is part of the storage of roles, after the last gate that may change an
/// object; here it is that last gate.
final class GrantsOnlyOwnRights implements AdmissionPlugin {

  private final Optional<EscalationCheck> check;

  GrantsOnlyOwnRights(Optional<EscalationCheck> check) {
    this.check = check;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    boolean grants = !write.deletes() && write.info().subresource().isEmpty();
    return grants
        ? check.flatMap(rights -> rights.check(write.info(), write.object()))
        : Optional.empty();
  }
}
