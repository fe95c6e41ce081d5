package kube.foundation.api.apps;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// The wish for Pods that are no strangers: each keeps its number, its name and its storage.
///
/// @param serviceName the headless Service under which each Pod has a name in the DNS
/// @param template the Pod wished for, kept word for word as JSON
/// @param claimTemplates the storage that each Pod gets for itself, word for word as JSON
/// @param parallel whether Pods come and go all at once instead of one by one
/// @param firstOrdinal the number of the first Pod
/// @param retention whether the storage outlives the Pods
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
public record StatefulSet(Metadata metadata, int replicas, LabelSelector selector,
    String selectorText, String serviceName, String template, List<String> claimTemplates,
    boolean parallel, StatefulSetUpdate update, int revisionsKept, Duration minReady,
    int firstOrdinal, Retention retention, StatefulSetStatus status)
    implements
      KubernetesObject {

  /// What happens to the claims of a Pod.
  ///
  /// @param deletedWithSet they go when the set goes
  /// @param deletedWithScale they go when the set shrinks and the Pod with it
  public record Retention(boolean deletedWithSet, boolean deletedWithScale) {}

  public StatefulSet { claimTemplates = List.copyOf(claimTemplates); }

  public static StatefulSet of(Resource resource) {
    JsonNode spec = resource.tree().path("spec");
    JsonNode retention = spec.path("persistentVolumeClaimRetentionPolicy");
    return new StatefulSet(resource.metadata(), Json.number(spec, "replicas", 1),
        LabelSelector.of(spec.path("selector")), Json.compact(spec, "selector"),
        Json.text(spec, "serviceName"), Json.compact(spec, "template"),
        Json.list(spec, "volumeClaimTemplates", JsonNode::toString),
        Json.text(spec, "podManagementPolicy").equals("Parallel"),
        StatefulSetUpdate.of(spec.path("updateStrategy")),
        Json.number(spec, "revisionHistoryLimit", 10),
        Duration.ofSeconds(Json.number(spec, "minReadySeconds", 0)),
        Json.number(spec, "ordinals.start", 0),
        new Retention(Json.text(retention, "whenDeleted").equals("Delete"),
            Json.text(retention, "whenScaled").equals("Delete")),
        StatefulSetStatus.of(resource.tree().path("status")));
  }
}
