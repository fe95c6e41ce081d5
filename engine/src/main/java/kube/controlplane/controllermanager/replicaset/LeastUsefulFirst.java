package kube.controlplane.controllermanager.replicaset;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import kube.foundation.api.Condition;
import kube.foundation.api.ContainerStatus;
import kube.foundation.api.Pod;

/// Who must leave when there are too many: the Pod that will be missed least comes first.
///
/// The rules are asked in this order, and the first that tells two Pods apart decides: one without a
/// node, one that is pending, one that is not ready, one that its owner marked as cheap to delete,
/// one that shares its node with more of its siblings, one that became ready later, one that had
/// more restarts, one that was created later.
///
/// **Leaves out** the rounding of ages to powers of two, by which Kubernetes lets chance choose
/// among Pods of about the same age: here the younger leaves, which is easier to follow.
///
/// **In Kubernetes:** `ActivePodsWithRanks`
/// ([controller_utils.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_utils.go)),
/// https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-down-a-replicaset
final class LeastUsefulFirst {

  /// An annotation by which anybody can say what losing this Pod would cost; 0 where it is absent.
  static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

  private static final List<String> PHASES = List.of("Pending", "Unknown", "Running");

  private LeastUsefulFirst() {}

  /// The order for Pods that live among these neighbours (themselves included).
  static Comparator<Pod> among(List<Pod> neighbours) {
    Map<String, Long> crowd = neighbours.stream()
        .filter(Pod::isAssigned)
        .collect(Collectors.groupingBy(Pod::nodeName, Collectors.counting()));
    return Comparator.comparing(Pod::isAssigned)
        .thenComparingInt(pod -> PHASES.indexOf(pod.phase()))
        .thenComparing(Pod::isReady)
        .thenComparingInt(LeastUsefulFirst::deletionCost)
        .thenComparing(pod -> crowd.getOrDefault(pod.nodeName(), 0L), Comparator.reverseOrder())
        .thenComparing(LeastUsefulFirst::readySince, Comparator.reverseOrder())
        .thenComparing(LeastUsefulFirst::mostRestarts, Comparator.reverseOrder())
        .thenComparing(LeastUsefulFirst::createdAt, Comparator.reverseOrder())
        .thenComparing(pod -> pod.metadata().uid());
  }

  /// The API server refuses values that are no number, so what cannot be read here counts as 0.
  private static int deletionCost(Pod pod) {
    String cost = pod.metadata().annotations().getOrDefault(DELETION_COST, "0");
    return cost.matches("0|-?[1-9][0-9]{0,8}") ? Integer.parseInt(cost) : 0;
  }

  private static Instant readySince(Pod pod) {
    return pod.condition("Ready")
        .filter(Condition::isTrue)
        .flatMap(Condition::lastTransitionTime)
        .orElse(Instant.MAX);
  }

  private static int mostRestarts(Pod pod) {
    return pod.containerStatuses().stream()
        .mapToInt(ContainerStatus::restartCount)
        .max().orElse(0);
  }

  private static Instant createdAt(Pod pod) {
    return pod.metadata().creationTimestamp().orElse(Instant.MAX);
  }
}
