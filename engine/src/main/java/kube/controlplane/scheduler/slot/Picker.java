package kube.controlplane.scheduler.slot;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
  ///
  /// @param scores what each node that would do came to; they are shown to people, nothing else
  record Chosen(String node, SortedMap<String, Integer> scores) implements Pick {

    public Chosen { scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores)); }

    /// A choice without a word on the others.
    public Chosen(String node) {
      this(node, Collections.emptySortedMap());
    }
  }

  /// It can go nowhere.
  ///
  /// @param reasons for each node, in the words of `FailedScheduling` events
  record Nowhere(SortedMap<String, String> reasons) implements Pick {}

  /// @param ties decides among equals
  Pick pick(PodView pod, List<Seats> nodes, Dice ties);
}
