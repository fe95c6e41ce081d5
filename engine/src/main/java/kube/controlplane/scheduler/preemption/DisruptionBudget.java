package kube.controlplane.scheduler.preemption;

import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// What the scheduler reads of a PodDisruptionBudget.
///
/// @param allowed how many of its Pods may leave at this moment
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
public record DisruptionBudget(Metadata metadata, LabelSelector selector, boolean choosesNobody,
    int allowed) implements KubernetesObject {

  public static DisruptionBudget of(Resource resource) {
    JsonNode selector = Json.at(resource.tree(), "spec.selector");
    return new DisruptionBudget(resource.metadata(), LabelSelector.of(selector),
        !selector.isObject(), Json.number(resource.tree(), "status.disruptionsAllowed", 0));
  }

  /// Whether the Pod is one of those that it is about.
  public boolean protects(PodView pod) {
    return !choosesNobody && metadata.namespace().equals(pod.namespace())
        && !pod.labels().isEmpty() && selector.matches(pod.labels());
  }
}
