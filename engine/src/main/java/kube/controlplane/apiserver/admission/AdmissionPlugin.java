package kube.controlplane.apiserver.admission;

import java.util.Optional;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// One gate. Rules about an object alone are its strategy's; a gate knows the rest of the cluster.
public interface AdmissionPlugin {

  /// Lets the write pass, maybe after changing the object, or gives the reason against it.
  ///
  /// @param object what is to be stored; for a deletion, what is to be deleted
  Optional<Status> admit(RequestInfo info, ObjectNode object);
}
