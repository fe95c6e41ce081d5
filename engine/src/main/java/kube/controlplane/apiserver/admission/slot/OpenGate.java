package kube.controlplane.apiserver.admission.slot;

import java.util.List;

/// Admits everything as it is: what stands in the slot when no learner does.
public final class OpenGate implements AdmissionGate {

  @Override
  public Decision admit(Write write) {
    return new Decision.Admitted(write.object(), List.of());
  }
}
