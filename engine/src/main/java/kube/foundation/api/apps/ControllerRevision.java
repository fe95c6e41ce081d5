package kube.foundation.api.apps;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;

/// A template as it was at one time, kept so that one can go back to it.
///
/// @param revision counts up; the highest is the newest
/// @param data a patch that brings the template back, word for word as JSON
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/
public record ControllerRevision(Metadata metadata, long revision, String data)
    implements
      KubernetesObject {

  public static ControllerRevision of(Resource resource) {
    return new ControllerRevision(resource.metadata(),
        resource.tree().path("revision").asLong(0), Json.compact(resource.tree(), "data"));
  }
}
