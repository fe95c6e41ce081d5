package learner;

import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.controlplane.controllermanager.deployment.RolloutControl;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Rolls Deployments from version to version. This one looks on and does nothing yet.
public final class MyDeploymentController implements DeploymentController {

  @Override
  public Result reconcile(Key key, Lister<Deployment> deployments, Lister<ReplicaSet> sets,
      Lister<Pod> pods, RolloutControl control, Clock clock) {
    // deployments.get(key) is the wish; control.claim(wish, sets.list(key.namespace())) are its sets.
    // control.create(…), control.resize(…), … is all that you may do about them.
    return Result.done();
  }
}
