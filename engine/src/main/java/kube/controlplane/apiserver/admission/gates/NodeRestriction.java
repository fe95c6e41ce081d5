package kube.controlplane.apiserver.admission.gates;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;

/// Lets a kubelet write its own Node and its own Pods only, and no label that others trust.
///
/// What the node authorizer allows by kind and verb, this gate narrows down by content: so that a
/// machine that is broken into cannot draw the Pods of others to itself.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
final class NodeRestriction implements AdmissionPlugin {

  private static final String USER = "system:node:";
  private static final String GROUP = "system:nodes";
  private static final String PROTECTED = "node-restriction.kubernetes.io";

  /// Labels of Kubernetes' own that a kubelet may set on its Node.
  private static final List<String> OWN_LABELS = List.of("kubernetes.io/hostname",
      "kubernetes.io/os", "kubernetes.io/arch", "node.kubernetes.io/instance-type",
      "node.kubernetes.io/windows-build", "topology.kubernetes.io/zone",
      "topology.kubernetes.io/region", "beta.kubernetes.io/os", "beta.kubernetes.io/arch",
      "beta.kubernetes.io/instance-type", "failure-domain.beta.kubernetes.io/zone",
      "failure-domain.beta.kubernetes.io/region");

  private final Registry registry;

  NodeRestriction(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.user().isIn(GROUP) || !write.user().name().startsWith(USER)) {
      return Optional.empty();
    }
    String node = write.user().name().substring(USER.length());
    Optional<String> why = write.info().kind().equals(Kinds.POD)
        ? aboutPod(node, write)
        : write.info().kind().equals(Kinds.NODE) ? aboutNode(node, write) : Optional.empty();
    return why.map(reason -> Status.forbidden(write.info().kind(), write.info().name(), reason));
  }

  private Optional<String> aboutPod(String node, Attributes write) {
    String itsNode = Json.text(write.old().orElse(write.object()), "spec.nodeName");
    boolean isOwn = itsNode.equals(node);
    return switch (write.info().subresource()) {
      case "" -> write.deletes()
          ? unless(isOwn, "node \"" + node
              + "\" can only delete pods with spec.nodeName set to itself")
          : write.creates() ? aboutMirrorPod(node, write.object()) : Optional.empty();
      case "status" -> unless(isOwn, "node \"" + node
          + "\" can only update pod status for pods with spec.nodeName set to itself");
      case "eviction" -> unless(evicts(node, write), "node \"" + node
          + "\" can only evict pods with spec.nodeName set to itself");
      default -> Optional.empty();
    };
  }

  private boolean evicts(String node, Attributes write) {
    return registry.find(Kinds.POD, write.info().key())
        .filter(pod -> Json.text(pod.tree(), "spec.nodeName").equals(node)).isPresent();
  }

  private static Optional<String> aboutMirrorPod(String node, JsonNode pod) {
    if (!Json.at(pod, "metadata.annotations").has("kubernetes.io/config.mirror")) {
      return Optional.of("pod does not have \"kubernetes.io/config.mirror\" annotation, node \""
          + node + "\" can only create mirror pods");
    }
    if (!Json.text(pod, "spec.nodeName").equals(node)) {
      return Optional.of("node \"" + node
          + "\" can only create pods with spec.nodeName set to itself");
    }
    return unless(Json.text(pod, "spec.serviceAccountName").isEmpty(),
        "node \"" + node + "\" can not create pods that reference a service account");
  }

  private Optional<String> aboutNode(String node, Attributes write) {
    if (!write.info().name().equals(node)) {
      return Optional.of("node \"" + node + "\" is not allowed to modify node \""
          + write.info().name() + "\"");
    }
    if (write.deletes()) return Optional.empty();
    SortedMap<String, String> labels = Json.texts(write.object(), "metadata.labels");
    SortedMap<String, String> before = Json.texts(write.old().orElse(Json.object()),
        "metadata.labels");
    TreeSet<String> changed = new TreeSet<>(labels.keySet());
    changed.addAll(before.keySet());
    changed.removeIf(label -> !isReserved(label)
        || Objects.equals(labels.get(label), before.get(label)));
    if (!changed.isEmpty()) {
      String does = write.creates() ? "set" : "modify";
      return Optional.of("is not allowed to " + does + " the following labels: "
          + String.join(", ", changed));
    }
    boolean changesTaints = write.updates() && !Json.at(write.object(), "spec.taints")
        .equals(Json.at(write.old().orElse(Json.object()), "spec.taints"));
    return changesTaints && registry.find(Kinds.NODE, new Key("", node)).isPresent()
        ? Optional.of("node \"" + node + "\" is not allowed to modify taints")
        : Optional.empty();
  }

  /// Labels under Kubernetes' own domains, but for those that describe the machine.
  private static boolean isReserved(String label) {
    int slash = label.indexOf('/');
    if (slash < 0 || OWN_LABELS.contains(label)) return false;
    String domain = label.substring(0, slash);
    if (domain.equals(PROTECTED) || domain.endsWith("." + PROTECTED)) return true;
    if (domain.equals("kubelet.kubernetes.io") || domain.endsWith(".kubelet.kubernetes.io")
        || domain.equals("node.kubernetes.io") || domain.endsWith(".node.kubernetes.io")) {
      return false;
    }
    return domain.equals("kubernetes.io") || domain.endsWith(".kubernetes.io")
        || domain.equals("k8s.io") || domain.endsWith(".k8s.io");
  }

  private static Optional<String> unless(boolean fine, String why) {
    return fine ? Optional.empty() : Optional.of(why);
  }
}
