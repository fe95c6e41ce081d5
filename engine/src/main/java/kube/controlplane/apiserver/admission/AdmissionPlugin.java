package kube.controlplane.apiserver.admission;

import java.util.Optional;

import kube.foundation.api.Status;

/// One gate. Rules about an object alone are its strategy's; a gate knows the rest of the cluster.
///
/// A gate has two doors, because what is checked must be what is stored: first every gate may
/// change the object, then every gate may refuse what has become of it.
public interface AdmissionPlugin {

  /// Lets the write pass, maybe after changing the object, or gives the reason against it.
  default Optional<Status> mutate(Attributes write) {
    return Optional.empty();
  }

  /// Lets the write pass as it is, or gives the reason against it.
  default Optional<Status> validate(Attributes write) {
    return Optional.empty();
  }
}
