package learner;

import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Keeps the number of Pods that each ReplicaSet wishes for. This one looks on and does nothing yet.
public final class MyReplicaSetController implements ReplicaSetController {

  @Override
  public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock) {
    // sets.get(key) is the wish, pods.list(key.namespace()) is what there is.
    // control.create(set), control.delete(pod, set), … is all that you may do about it.
    return Result.done();
  }

  @Override
  public void podSeen(Pod pod, boolean deleted) {
    // Nothing to remember before task 4.
  }
}
