package kube.controlplane.scheduler.cache;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;

/// The wishes that Pods on nodes have about other Pods, equal ones taken together: which wish, and
/// how many Pods on which node have it.
///
/// A newcomer has to respect them as well as its own; most clusters have thousands of Pods and a
/// handful of different wishes.
///
/// Owned by the loop.
public final class CarriedTerms {

  private final Map<PodTerm, Map<NodeRoom, Integer>> near = new LinkedHashMap<>();
  private final Map<PodTerm, Map<NodeRoom, Integer>> far = new LinkedHashMap<>();
  private final Map<PodTerm, Map<NodeRoom, Integer>> preferred = new LinkedHashMap<>();
  private long version;

  /// Who must be near others.
  public Map<PodTerm, Map<NodeRoom, Integer>> near() {
    return near;
  }

  /// Who must be far from others.
  public Map<PodTerm, Map<NodeRoom, Integer>> far() {
    return far;
  }

  /// Who would like to be near or far.
  public Map<PodTerm, Map<NodeRoom, Integer>> preferred() {
    return preferred;
  }

  /// Changes whenever a wish appears that nobody had, or the last who had one goes.
  public long version() {
    return version;
  }

  void add(NodeRoom room, PodView pod) {
    change(room, pod, 1);
  }

  void remove(NodeRoom room, PodView pod) {
    change(room, pod, -1);
  }

  private void change(NodeRoom room, PodView pod, int difference) {
    if (pod.wish().near().isNone()) return;
    change(near, pod.wish().near().near(), room, difference);
    change(far, pod.wish().near().far(), room, difference);
    change(preferred, pod.wish().near().preferred(), room, difference);
  }

  private void change(Map<PodTerm, Map<NodeRoom, Integer>> terms, List<PodTerm> carried,
      NodeRoom room, int difference) {
    for (PodTerm term : carried) {
      Map<NodeRoom, Integer> counts = terms.computeIfAbsent(term, t -> new HashMap<>());
      int left = counts.getOrDefault(room, 0) + difference;
      if (left == 0) {
        counts.remove(room);
      } else {
        counts.put(room, left);
      }
      if (counts.isEmpty()) terms.remove(term);
      if (left == 0 || left == difference) version++;
    }
  }
}
