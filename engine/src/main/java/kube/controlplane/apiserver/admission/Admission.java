package kube.controlplane.apiserver.admission;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// All gates, in the order in which a write passes them.
public final class Admission {

  private final List<AdmissionPlugin> gates;

  public Admission(Registry registry) {
    gates = List.of(
        new NamespaceLifecycle(registry),
        new DefaultTolerationSeconds());
  }

  /// The first reason against the write; empty when all gates let it pass.
  public Optional<Status> admit(RequestInfo info, ObjectNode object) {
    for (AdmissionPlugin gate : gates) {
      Optional<Status> refusal = gate.admit(info, object);
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }
}
