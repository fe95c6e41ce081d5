package kube.controlplane.apiserver.access.authorization;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.JsonNode;

/// Allows a kubelet what the Pods of its own node need, and nothing of the others.
///
/// A Secret is read by the nodes that run a Pod that uses it. So a machine that is broken into
/// betrays its own Pods, and not the whole cluster.
///
/// **Leaves out** ResourceClaims and VolumeAttachments, which no kubelet of this cluster reads.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/node/
public final class NodeAuthorizer implements Authorizer {

  private static final String USER = "system:node:";
  private static final String GROUP = "system:nodes";
  private static final Decision YES = new Decision.Allowed("");

  /// What every node may do, by resource (with its group).
  private static final Map<String, List<String>> COMMON = Map.ofEntries(
      Map.entry("tokenreviews.authentication.k8s.io", List.of("create")),
      Map.entry("subjectaccessreviews.authorization.k8s.io", List.of("create")),
      Map.entry("localsubjectaccessreviews.authorization.k8s.io", List.of("create")),
      Map.entry("services", List.of("get", "list", "watch")),
      Map.entry("nodes", List.of("create")),
      Map.entry("events", List.of("create", "update", "patch")),
      Map.entry("events.events.k8s.io", List.of("create", "update", "patch")),
      Map.entry("pods", List.of("create", "delete")),
      Map.entry("pods/status", List.of("update", "patch")),
      Map.entry("pods/eviction", List.of("create")),
      Map.entry("certificatesigningrequests.certificates.k8s.io",
          List.of("create", "get", "list", "watch")),
      Map.entry("csidrivers.storage.k8s.io", List.of("get", "list", "watch")),
      Map.entry("runtimeclasses.node.k8s.io", List.of("get", "list", "watch")));

  private final Registry registry;

  public NodeAuthorizer(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Decision authorize(UserInfo user, Action action) {
    if (!user.isIn(GROUP) || !user.name().startsWith(USER)) return Decision.none();
    String node = user.name().substring(USER.length());
    if (node.isEmpty() || !action.isOnResource()) return Decision.none();
    String resource = action.fullResource()
        + (action.group().isEmpty() ? "" : "." + action.group());
    if (COMMON.getOrDefault(resource, List.of()).contains(action.verb())) return YES;
    return switch (resource) {
      case "nodes", "nodes/status" -> aboutNode(node, action);
      case "pods" -> aboutPods(node, action);
      case "secrets", "configmaps" -> readOne(node, action, uses(node, action));
      case "persistentvolumeclaims", "persistentvolumeclaims/status" ->
        readOne(node, action, uses(node, action));
      case "persistentvolumes" -> readOne(node, action, usesVolume(node, action.name()));
      case "serviceaccounts" -> readOne(node, action, uses(node, action));
      case "serviceaccounts/token" -> aboutToken(node, action);
      case "leases.coordination.k8s.io" -> aboutLease(node, action);
      case "csinodes.storage.k8s.io" -> own(node, action,
          "can only access CSINode with the same name as the requesting node");
      default -> Decision.none();
    };
  }

  private static Decision aboutNode(String node, Action action) {
    boolean reads = List.of("get", "list", "watch").contains(action.verb());
    boolean chooses = action.name().isEmpty()
        && chooses(action, "metadata.name=" + node);
    if (action.name().equals(node) || chooses) return YES;
    return no(reads
        ? "node '" + node + "' cannot read all nodes, only its own Node object"
        : "node '" + node + "' cannot change '" + action.name() + "', only its own Node object");
  }

  private Decision aboutPods(String node, Action action) {
    return switch (action.verb()) {
      case "list", "watch" -> chooses(action, "spec.nodeName=" + node)
          ? YES
          : no("can only list/watch pods with spec.nodeName field selector");
      case "get" -> podsOf(node).anyMatch(pod -> pod.name().equals(action.name())
          && pod.namespace().equals(action.namespace())) ? YES : unrelated(node);
      default -> Decision.none();
    };
  }

  private static boolean chooses(Action action, String condition) {
    return List.of(action.fieldSelector().replace("==", "=").split(",")).contains(condition);
  }

  private static Decision aboutLease(String node, Action action) {
    if (!action.namespace().equals("kube-node-lease")) {
      return no("can only access leases in the \"kube-node-lease\" system namespace");
    }
    if (!List.of("get", "create", "update", "patch", "delete").contains(action.verb())) {
      return no("can only get, create, update, patch, or delete a node lease");
    }
    return action.verb().equals("create") && action.name().isEmpty()
        ? YES
        : own(node, action,
            "can only access node lease with the same name as the requesting node");
  }

  private static Decision own(String node, Action action, String otherwise) {
    return action.name().equals(node) ? YES : no(otherwise);
  }

  private Decision aboutToken(String node, Action action) {
    if (!action.verb().equals("create") || action.name().isEmpty()) {
      return no("can only create tokens for individual service accounts");
    }
    return uses(node, action) ? YES : unrelated(node);
  }

  private Decision readOne(String node, Action action, boolean isRelated) {
    boolean reads = List.of("get", "list", "watch").contains(action.verb());
    boolean writesStatus = action.subresource().equals("status")
        && List.of("update", "patch").contains(action.verb());
    if (!reads && !writesStatus) return no("can only read resources of this type");
    if (action.name().isEmpty()) return no("can only read namespaced object of this type");
    return isRelated ? YES : unrelated(node);
  }

  /// Whether a Pod on the node refers to the object, by any field of its spec that can.
  private boolean uses(String node, Action action) {
    return podsOf(node)
        .filter(pod -> pod.namespace().equals(action.namespace()))
        .anyMatch(pod -> refers(pod.tree().path("spec"), action.resource(), action.name()));
  }

  private static boolean refers(JsonNode spec, String resource, String name) {
    return switch (resource) {
      case "serviceaccounts" -> Json.text(spec, "serviceAccountName").equals(name);
      case "persistentvolumeclaims" -> names(spec, "claimName").anyMatch(name::equals);
      case "secrets" -> Stream.of("secretKeyRef", "secretRef", "imagePullSecrets",
          "nodePublishSecretRef").flatMap(field -> named(spec, field))
          .anyMatch(name::equals) || names(spec, "secretName").anyMatch(name::equals)
          || named(spec, "secret").anyMatch(name::equals);
      default -> Stream.of("configMapKeyRef", "configMapRef", "configMap")
          .flatMap(field -> named(spec, field)).anyMatch(name::equals);
    };
  }

  /// Every value of the field, wherever it stands.
  private static Stream<String> names(JsonNode tree, String field) {
    return tree.findValues(field).stream().map(value -> value.asString(""));
  }

  /// Every `name` in an object, or in a list of objects, that is called so.
  private static Stream<String> named(JsonNode tree, String field) {
    return tree.findValues(field).stream()
        .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
        .map(value -> Json.text(value, "name"));
  }

  private boolean usesVolume(String node, String volume) {
    return registry.find(CoreKinds.PERSISTENT_VOLUME, new Key("", volume))
        .map(found -> Json.at(found.tree(), "spec.claimRef"))
        .filter(claim -> uses(node, Action.on("get", "", "persistentvolumeclaims", "",
            Json.text(claim, "namespace"), Json.text(claim, "name"))))
        .isPresent();
  }

  private Stream<Resource> podsOf(String node) {
    return registry.all(Kinds.POD).stream()
        .filter(pod -> Json.text(pod.tree(), "spec.nodeName").equals(node));
  }

  private static Decision unrelated(String node) {
    return no("no relationship found between node '" + node + "' and this object");
  }

  private static Decision no(String reason) {
    return new Decision.NoOpinion(reason);
  }
}
