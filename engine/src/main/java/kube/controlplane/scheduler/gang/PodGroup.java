package kube.controlplane.scheduler.gang;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.ClusterKinds;

/// Pods that belong together.
///
/// @param minCount how many of them must find a node at the same time; 0 when each goes its own way
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/podgroup-api/
public record PodGroup(Metadata metadata, int minCount) implements KubernetesObject {

  public static final Kind<PodGroup> KIND = ClusterKinds.POD_GROUP.readAs(PodGroup::of);

  public static PodGroup of(Resource resource) {
    return new PodGroup(resource.metadata(),
        Json.number(resource.tree(), "spec.schedulingPolicy.gang.minCount", 0));
  }
}
