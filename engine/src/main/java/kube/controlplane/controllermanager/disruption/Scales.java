package kube.controlplane.controllermanager.disruption;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.client.Lister;

/// How many Pods the owners of some Pods wish for.
///
/// **Leaves out** owners of custom kinds with a scale: their Pods count as having no controller.
record Scales(Lister<Deployment> deployments, Lister<ReplicaSet> sets,
    Lister<ReplicaSet> controllers, Lister<StatefulSet> statefulSets) {

  /// What the owners wish for together.
  ///
  /// @param refusal why it cannot be said; empty when it can
  record Expected(int pods, List<Pod> unmanaged, Optional<String> refusal) {}

  private record Scale(String uid, int replicas) {}

  Expected of(List<Pod> pods) {
    SortedMap<String, Integer> byOwner = new TreeMap<>();
    List<Pod> unmanaged = pods.stream()
        .filter(pod -> pod.metadata().controller().isEmpty()).toList();
    for (Pod pod : pods) {
      if (unmanaged.contains(pod)) continue;
      Optional<Scale> scale = scale(pod);
      if (scale.isEmpty()) {
        return new Expected(0, unmanaged, Optional.of(
            "found no controllers for pod \"" + pod.metadata().name() + "\""));
      }
      byOwner.put(scale.get().uid(), scale.get().replicas());
    }
    int sum = byOwner.values().stream().mapToInt(Integer::intValue).sum();
    return new Expected(sum, unmanaged, Optional.empty());
  }

  private Optional<Scale> scale(Pod pod) {
    OwnerReference owner = pod.metadata().controller().orElseThrow();
    Key key = new Key(pod.metadata().namespace(), owner.name());
    return switch (owner.kind()) {
      case "ReplicaSet" -> sets.get(key)
          .filter(set -> set.metadata().uid().equals(owner.uid()))
          .map(this::ofSet);
      case "ReplicationController" -> controllers.get(key)
          .map(found -> new Scale(found.metadata().uid(), found.replicas()));
      case "StatefulSet" -> statefulSets.get(key)
          .map(found -> new Scale(found.metadata().uid(), found.replicas()));
      case String _ -> Optional.empty();
    };
  }

  /// A ReplicaSet of a Deployment is only a part of what is wished for.
  private Scale ofSet(ReplicaSet set) {
    return set.metadata().controller()
        .filter(owner -> owner.kind().equals("Deployment"))
        .flatMap(owner -> deployments.get(new Key(set.metadata().namespace(), owner.name())))
        .map(deployment -> new Scale(deployment.metadata().uid(), deployment.replicas()))
        .orElse(new Scale(set.metadata().uid(), set.replicas()));
  }
}
