package kube.controlplane.controllermanager.daemonset;

import java.util.List;

import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.apps.DaemonSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Pod of one node looks like: it asks the scheduler for that very node, and bears what
/// drives other Pods away.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled
final class DaemonPodTemplate {

  static final String GENERATION = "deprecated.daemonset.template.generation";

  private record Bearing(String taint, String effect) {}

  private static final List<Bearing> BORNE = List.of(
      new Bearing("node.kubernetes.io/not-ready", "NoExecute"),
      new Bearing("node.kubernetes.io/unreachable", "NoExecute"),
      new Bearing("node.kubernetes.io/disk-pressure", "NoSchedule"),
      new Bearing("node.kubernetes.io/memory-pressure", "NoSchedule"),
      new Bearing("node.kubernetes.io/pid-pressure", "NoSchedule"),
      new Bearing("node.kubernetes.io/unschedulable", "NoSchedule"));

  private static final Bearing NO_NETWORK = new Bearing("node.kubernetes.io/network-unavailable",
      "NoSchedule");

  private DaemonPodTemplate() {}

  /// The Pod as its author wishes it, on no node yet.
  static ObjectNode of(DaemonSet set, String hash) {
    ObjectNode pod = PodFromTemplate.of(set.template(), Kinds.DAEMON_SET, set.metadata());
    pod.withObject("metadata").withObject("labels")
        .put(DaemonPod.HASH_LABEL, hash)
        .put(DaemonPod.GENERATION_LABEL,
            set.metadata().annotations().getOrDefault(GENERATION, "1"));
    ObjectNode spec = pod.withObject("spec");
    BORNE.forEach(bearing -> bear(spec, bearing));
    if (Json.flag(spec, "hostNetwork")) bear(spec, NO_NETWORK);
    return pod;
  }

  private static void bear(ObjectNode spec, Bearing bearing) {
    ArrayNode tolerations = spec.withArray("tolerations");
    for (JsonNode known : tolerations) {
      boolean same = Json.text(known, "key").equals(bearing.taint())
          && Json.text(known, "effect").equals(bearing.effect());
      if (same) return;
    }
    tolerations.addObject().put("effect", bearing.effect()).put("key", bearing.taint())
        .put("operator", "Exists");
  }

  /// The Pod for one node: whatever nodes its author asked for, it is that one.
  static ObjectNode on(ObjectNode pod, String node) {
    ObjectNode copy = pod.deepCopy();
    ObjectNode term = copy.withObject("spec").withObject("affinity").withObject("nodeAffinity")
        .putObject("requiredDuringSchedulingIgnoredDuringExecution")
        .putArray("nodeSelectorTerms").addObject();
    ObjectNode field = term.putArray("matchFields").addObject();
    field.put("key", "metadata.name").put("operator", "In").putArray("values").add(node);
    return copy;
  }
}
