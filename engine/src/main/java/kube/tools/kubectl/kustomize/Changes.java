package kube.tools.kubectl.kustomize;

import java.util.List;
import java.util.Set;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a kustomization changes in every object: names, namespace, labels, annotations, images and
/// numbers of replicas.
final class Changes {

  private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace", "Node",
      "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition",
      "StorageClass", "PriorityClass", "IngressClass", "RuntimeClass", "APIService", "CSIDriver",
      "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
      "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "FlowSchema",
      "PriorityLevelConfiguration", "CertificateSigningRequest", "VolumeAttachment", "CSINode");
  private static final Set<String> OWN_NAMES = Set.of("Namespace", "CustomResourceDefinition",
      "APIService");
  private static final Set<String> TEMPLATED = Set.of("Deployment", "ReplicaSet", "StatefulSet",
      "DaemonSet", "ReplicationController", "Job");

  private final JsonNode kustomization;
  private final List<Part> parts;

  Changes(JsonNode kustomization, List<Part> parts) {
    this.kustomization = kustomization;
    this.parts = parts;
  }

  void apply() {
    String prefix = Json.text(kustomization, "namePrefix");
    String suffix = Json.text(kustomization, "nameSuffix");
    String namespace = Json.text(kustomization, "namespace");
    for (Part part : parts) {
      if (!namespace.isEmpty()) namespace(part, namespace);
      boolean isRenamed = !(prefix + suffix).isEmpty() && !OWN_NAMES.contains(part.kind());
      replicas(part);
      if (isRenamed) part.rename(prefix + part.name() + suffix);
      labels(part, kustomization.path("commonLabels"), true, true);
      for (JsonNode entry : kustomization.path("labels")) {
        boolean inSelectors = Json.flag(entry, "includeSelectors");
        labels(part, entry.path("pairs"), inSelectors,
            inSelectors || Json.flag(entry, "includeTemplates"));
      }
      annotations(part);
      images(part.object());
    }
  }

  private static void namespace(Part part, String namespace) {
    if (part.kind().equals("Namespace")) part.rename(namespace);
    if (!WITHOUT_NAMESPACE.contains(part.kind())) part.metadata().put("namespace", namespace);
    for (JsonNode subject : part.object().path("subjects")) {
      if (Json.text(subject, "kind").equals("ServiceAccount")
          && subject instanceof ObjectNode account) {
        account.put("namespace", namespace);
      }
    }
  }

  private void replicas(Part part) {
    for (JsonNode entry : kustomization.path("replicas")) {
      boolean isScaled = Set.of("Deployment", "ReplicaSet", "StatefulSet",
          "ReplicationController").contains(part.kind())
          && part.wasCalled(Json.text(entry, "name"));
      if (isScaled) {
        part.object().withObject("spec").put("replicas", Json.number(entry, "count", 1));
      }
    }
  }

  private static void labels(Part part, JsonNode pairs, boolean inSelectors,
      boolean inTemplates) {
    if (pairs.isEmpty()) return;
    ObjectNode object = part.object();
    put(part.metadata().withObject("labels"), pairs);
    ObjectNode spec = object.path("spec") instanceof ObjectNode inner ? inner : Json.object();
    if (inTemplates && TEMPLATED.contains(part.kind())) {
      put(spec.withObject("template").withObject("metadata").withObject("labels"), pairs);
    }
    if (inTemplates && part.kind().equals("CronJob")) {
      ObjectNode job = spec.withObject("jobTemplate");
      put(job.withObject("metadata").withObject("labels"), pairs);
      put(job.withObject("spec").withObject("template").withObject("metadata")
          .withObject("labels"), pairs);
    }
    if (!inSelectors) return;
    switch (part.kind()) {
      case "Service", "ReplicationController" -> {
        if (spec.has("selector")) put(spec.withObject("selector"), pairs);
      }
      case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" ->
        put(spec.withObject("selector").withObject("matchLabels"), pairs);
      case "PodDisruptionBudget" -> {
        if (spec.has("selector")) put(spec.withObject("selector").withObject("matchLabels"), pairs);
      }
      case "NetworkPolicy" -> {
        if (spec.path("podSelector").has("matchLabels")) {
          put(spec.withObject("podSelector").withObject("matchLabels"), pairs);
        }
      }
      default -> {}
    }
  }

  private void annotations(Part part) {
    JsonNode pairs = kustomization.path("commonAnnotations");
    if (pairs.isEmpty()) return;
    put(part.metadata().withObject("annotations"), pairs);
    if (part.object().path("spec") instanceof ObjectNode spec
        && TEMPLATED.contains(part.kind())) {
      put(spec.withObject("template").withObject("metadata").withObject("annotations"), pairs);
    }
  }

  private static void put(ObjectNode into, JsonNode pairs) {
    pairs.forEachEntry((name, value) -> into.put(name, value.asString("")));
  }

  private void images(JsonNode tree) {
    if (kustomization.path("images").isEmpty()) return;
    tree.forEachEntry((name, value) -> {
      boolean holdsContainers = (name.equals("containers") || name.equals("initContainers"))
          && value.isArray();
      if (holdsContainers) value.forEach(this::image);
      else
        images(value);
    });
    if (tree.isArray()) tree.forEach(this::images);
  }

  private void image(JsonNode one) {
    if (!(one instanceof ObjectNode container)) return;
    String image = Json.text(container, "image");
    int at = image.indexOf('@');
    int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
    int end = at >= 0 ? at : colon >= 0 ? colon : image.length();
    String name = image.substring(0, end);
    for (JsonNode entry : kustomization.path("images")) {
      if (!Json.text(entry, "name").equals(name)) continue;
      String newName = Json.text(entry, "newName");
      String tag = Json.text(entry, "newTag");
      String digest = Json.text(entry, "digest");
      String rest = !digest.isEmpty()
          ? "@" + digest
          : tag.isEmpty() ? image.substring(end) : ":" + tag;
      container.put("image", (newName.isEmpty() ? name : newName) + rest);
    }
  }
}
