package kube.node.kubelet;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.node.kubelet.container.PullAttempt;
import kube.node.kubelet.probe.ProbeMemory;

/// What a kubelet knew at a moment, and nobody else does: so the kubelet of a forked cluster goes on
/// counting where the other stood.
///
/// **Leaves out** Pods that were there at the moment and are gone since; their kubelet in the fork
/// knows what the API shows of them, like one that was started anew.
///
/// @param pulls the latest pull by the uid of the Pod and the name of the container
/// @param probes what a run of a container has answered so far, by the id of the container
public record KubeletMemory(SortedMap<String, PullAttempt> pulls,
    SortedMap<String, ProbeMemory> probes) {

  /// Of a machine on which there is no kubelet.
  public static final KubeletMemory NOTHING = new KubeletMemory(new TreeMap<>(), new TreeMap<>());

  public KubeletMemory {
    pulls = Collections.unmodifiableSortedMap(new TreeMap<>(pulls));
    probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
  }

  static String place(String podUid, String container) {
    return podUid + "/" + container;
  }
}
