package kube.controlplane.scheduler.slot;

import java.util.List;
import java.util.SortedMap;

import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Chooses a node for a Pod: the slot `scheduler.pick`.
///
/// Everything around it stays ours: whose turn it is, the counting of Pods that were only just
/// assigned, the binding, and what is told to the Pod's owner.
public interface Picker {

  /// A node and the Pods that count on it, those just assigned included.
  record Seats(NodeView node, List<PodView> pods) {

    public Seats { pods = List.copyOf(pods); }
  }

  /// What was decided.
  sealed interface Pick {}

  /// The Pod goes to that node.
  record Chosen(String node) implements Pick {}

  /// It can go nowhere.
  ///
  /// @param reasons for each node, in the words of `FailedScheduling` events
  record Nowhere(SortedMap<String, String> reasons) implements Pick {}

  /// @param ties decides among equals
  Pick pick(PodView pod, List<Seats> nodes, Dice ties);
}
