package kube.controlplane.controllermanager.daemonset;

import java.util.Comparator;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// A Pod as its DaemonSet sees it.
///
/// @param node the node that it runs on, or is meant for
record DaemonPod(Pod pod, String node) implements KubernetesObject {

  static final Kind<DaemonPod> KIND = Kinds.POD.readAs(DaemonPod::of);

  static final String HASH_LABEL = "controller-revision-hash";

  /// Only Pods with this label are watched.
  static final String GENERATION_LABEL = "pod-template-generation";

  static final Comparator<DaemonPod> OLDEST_FIRST = Comparator
      .comparing((DaemonPod pod) -> pod.metadata().creationTimestamp().orElseThrow())
      .thenComparing(pod -> pod.metadata().name());

  static DaemonPod of(Resource resource) {
    Pod pod = Pod.of(resource);
    return new DaemonPod(pod, pod.isAssigned() ? pod.nodeName() : target(resource.tree()));
  }

  private static String target(JsonNode pod) {
    return Json.at(pod, "spec.affinity.nodeAffinity"
        + ".requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms").valueStream()
        .flatMap(term -> term.path("matchFields").valueStream())
        .filter(field -> Json.text(field, "key").equals("metadata.name"))
        .map(field -> field.path("values").path(0).asString(""))
        .findFirst().orElse("");
  }

  @Override
  public Metadata metadata() {
    return pod.metadata();
  }

  boolean isLeaving() {
    return metadata().isBeingDeleted();
  }

  boolean isOf(String hash) {
    return hash.equals(metadata().labels().get(HASH_LABEL));
  }
}
