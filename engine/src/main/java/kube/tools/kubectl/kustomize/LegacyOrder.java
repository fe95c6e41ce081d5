package kube.tools.kubectl.kustomize;

import java.util.Comparator;
import java.util.List;

import kube.foundation.api.Json;

/// The order in which kustomize has always written objects: what others need comes first.
final class LegacyOrder {

  private static final List<String> FIRST = List.of("Namespace", "ResourceQuota", "StorageClass",
      "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole",
      "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Endpoints", "Service",
      "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "Deployment",
      "StatefulSet", "CronJob", "PodDisruptionBudget");
  private static final List<String> LAST = List.of("MutatingWebhookConfiguration",
      "ValidatingWebhookConfiguration");

  static final Comparator<Part> COMPARATOR = Comparator.comparingInt(LegacyOrder::place)
      .thenComparing(LegacyOrder::words);

  private LegacyOrder() {}

  private static int place(Part part) {
    int first = FIRST.indexOf(part.kind());
    if (first >= 0) return first - FIRST.size();
    return LAST.contains(part.kind()) ? 1 : 0;
  }

  private static String words(Part part) {
    String[] version = Json.text(part.object(), "apiVersion").split("/");
    return (version.length == 2 ? version[0] : "") + "_" + version[version.length - 1] + "_"
        + part.kind() + "|" + Json.text(part.object(), "metadata.namespace") + "|" + part.name();
  }
}
