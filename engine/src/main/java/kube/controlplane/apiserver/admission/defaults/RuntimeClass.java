package kube.controlplane.apiserver.admission.defaults;

import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ClusterKinds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Refuses a Pod whose RuntimeClass is not there, and gives every other what its class says: the
/// overhead of the runtime, and where it may run.
///
/// So that nobody writes the overhead themselves: whoever knows the runtime has measured it. An empty
/// one counts as none, because clients are about that write every map that they know.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#runtimeclass
public final class RuntimeClass implements AdmissionPlugin {

  private final Shelf classes;

  public RuntimeClass(Registry registry) {
    this.classes = new Shelf(registry, ClusterKinds.RUNTIME_CLASS);
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(Kinds.POD) || !write.creates()) return Optional.empty();
    ObjectNode spec = write.object().withObject("spec");
    String name = Json.text(spec, "runtimeClassName");
    Optional<Resource> found = name.isEmpty()
        ? Optional.empty()
        : classes.find(new Key("", name));
    if (!name.isEmpty() && found.isEmpty()) {
      return refuse(write, "pod rejected: RuntimeClass \"" + name + "\" not found");
    }
    JsonNode runtime = found.map(Resource::tree).orElseGet(Json::object);
    return addOverhead(write, spec, runtime.path("overhead").path("podFixed"))
        .or(() -> addPlaces(write, spec, runtime.path("scheduling")));
  }

  private static Optional<Status> addOverhead(Attributes write, ObjectNode spec,
      JsonNode overhead) {
    JsonNode wished = spec.path("overhead");
    if (overhead.isMissingNode()) {
      return wished.isEmpty()
          ? Optional.empty()
          : refuse(write, "pod rejected: Pod Overhead set without corresponding RuntimeClass"
              + " defined Overhead");
    }
    if (!wished.isEmpty() && !wished.equals(overhead)) {
      return refuse(write, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined"
          + " Overhead");
    }
    spec.set("overhead", overhead.deepCopy());
    return Optional.empty();
  }

  private static Optional<Status> addPlaces(Attributes write, ObjectNode spec,
      JsonNode scheduling) {
    for (Map.Entry<String, JsonNode> label : scheduling.path("nodeSelector").properties()) {
      JsonNode wished = spec.path("nodeSelector").path(label.getKey());
      if (!wished.isMissingNode() && !wished.equals(label.getValue())) {
        return refuse(write, "conflict: runtimeClass.scheduling.nodeSelector[" + label.getKey()
            + "] = " + label.getValue().asString() + "; pod.spec.nodeSelector[" + label.getKey()
            + "] = " + wished.asString());
      }
      spec.withObject("nodeSelector").set(label.getKey(), label.getValue());
    }
    for (JsonNode toleration : scheduling.path("tolerations")) {
      if (!spec.path("tolerations").valueStream().anyMatch(toleration::equals)) {
        spec.withArray("tolerations").add(toleration.deepCopy());
      }
    }
    return Optional.empty();
  }

  private static Optional<Status> refuse(Attributes write, String why) {
    return Optional.of(Status.forbidden(Kinds.POD, write.nameSoFar(), why));
  }
}
