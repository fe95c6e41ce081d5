package kube.controlplane.scheduler.slot;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.view.PodView;

/// Decides who must leave for a Pod that found no node: the slot `scheduler.preempt`.
///
/// The scheduler asks only when the Pod may preempt and its earlier victims are gone, but a part
/// should not rely on that. It checks that all who leave are of a lower priority, and that the Pod
/// fits then.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
public interface Preemptor {

  /// These Pods leave that node.
  record Plan(String node, List<String> victimUids) {

    public Plan { victimUids = List.copyOf(victimUids); }
  }

  /// @param nodes those where somebody's leaving could help, with the Pods that count on them, those
  ///   included that are of no lower rank and were promised the node
  /// @param budgets how many Pods may be missing; they are respected where that is possible
  Optional<Plan> plan(PodView incoming, List<Picker.Seats> nodes, List<DisruptionBudget> budgets);
}
