package kube.controlplane.apiserver.admission.gates;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;

/// Nothing new in a namespace that does not exist or is going; and some namespaces never go.
///
/// Without this gate, what is created during the clean-up of a namespace would be left behind.
///
/// **In Kubernetes:**
/// [lifecycle/admission.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go)
final class NamespaceLifecycle implements AdmissionPlugin {

  private static final List<String> IMMORTAL = List.of("default", "kube-system", "kube-public");

  private final Registry registry;

  NamespaceLifecycle(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    RequestInfo info = write.info();
    boolean deletesNamespace = info.verb().equals("delete")
        && info.kind().equals(Kinds.NAMESPACE) && IMMORTAL.contains(info.name());
    if (deletesNamespace) {
      return Optional.of(Status.forbidden(info.kind(), info.name(),
          "this namespace may not be deleted"));
    }
    boolean creates = info.verb().equals("create") && info.kind().namespaced();
    return creates ? refuseCreation(info) : Optional.empty();
  }

  private Optional<Status> refuseCreation(RequestInfo info) {
    String name = info.namespace();
    Optional<Resource> namespace = registry.find(Kinds.NAMESPACE, new Key("", name));
    if (namespace.isEmpty()) return Optional.of(Status.notFound(Kinds.NAMESPACE, name));
    boolean isGoing = Json.text(namespace.get().tree(), "status.phase").equals("Terminating");
    if (!isGoing) return Optional.empty();
    Status refusal = Status.forbidden(info.kind(), info.name(),
        "unable to create new content in namespace " + name
            + " because it is being terminated");
    return Optional.of(new Status(refusal.code(), refusal.reason(), refusal.message(),
        refusal.name(), refusal.group(), refusal.kind(),
        List.of(new Status.Cause("NamespaceTerminating",
            "namespace " + name + " is being terminated", "metadata.namespace"))));
  }
}
