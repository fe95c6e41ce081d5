package kube.controlplane.controllermanager.replicaset;

import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Brings the Pods of a ReplicaSet to the number that it wishes for.
///
/// One instance serves the whole cluster and is called for one ReplicaSet at a time, whenever
/// something about it may have changed and again whenever it asked to be. It may be restarted at any
/// moment and then begins with empty fields.
public interface ReplicaSetController {

  /// Compares wish and world for one ReplicaSet, and acts on the difference.
  ///
  /// @param sets and `pods` are caches: they may lag behind what `control` has already done
  /// @param clock tells the time of the cluster
  Result reconcile(Key replicaSet, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock);

  /// The Pod cache has just shown this: a Pod that appeared or changed, or one that is gone.
  ///
  /// Called before the pass that it causes, so that a controller can tick off what it waits for.
  void podSeen(Pod pod, boolean deleted);
}
