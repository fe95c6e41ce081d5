package kube.controlplane.scheduler.preemption;

import java.util.List;

import kube.controlplane.scheduler.view.PodView;

/// Who is to leave for a Pod, or why nobody is.
public sealed interface Answer {

  /// These Pods leave that node.
  ///
  /// @param victims the most important first
  /// @param violations how many of them a PodDisruptionBudget wanted to keep
  record Plan(String node, List<PodView> victims, int violations) implements Answer {}

  /// Nobody has to leave.
  ///
  /// @param reason how the `FailedScheduling` event goes on, such as
  ///   `0/3 nodes are available: 3 No preemption victims found for incoming pod.`
  record Nobody(String reason) implements Answer {}
}
