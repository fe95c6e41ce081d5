package site.lab;

import java.util.List;
import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// A ReplicaSet controller that trusts its cache: it forgets what it has done a moment ago.
///
/// Lesson 15 runs it beside the reference, so that a reader sees what a late cache does to a
/// controller without expectations: it creates again what it cannot see yet.
final class NaiveReplicaSetController implements ReplicaSetController {

  @Override
  public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock) {
    sets.get(key).ifPresent(set -> closeTheGap(set, seen(set, pods), control));
    return Result.done();
  }

  private static List<Pod> seen(ReplicaSet set, Lister<Pod> pods) {
    return pods.list(set.metadata().namespace()).stream()
        .filter(pod -> pod.metadata().isControlledBy(set.metadata()))
        .filter(pod -> !pod.metadata().isBeingDeleted() && !pod.isFinished())
        .toList();
  }

  private static void closeTheGap(ReplicaSet set, List<Pod> seen, PodControl control) {
    int gap = set.replicas() - seen.size();
    for (int created = 0; created < gap; created++) control.create(set);
    for (int deleted = 0; deleted < -gap; deleted++) {
      control.delete(seen.get(seen.size() - 1 - deleted), set);
    }
  }

  @Override
  public void podSeen(Pod pod, boolean deleted) {
    // This one remembers nothing, which is its mistake.
  }
}
