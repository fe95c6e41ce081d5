package learner;

import java.util.List;
import kube.controlplane.controllermanager.job.JobControl;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.foundation.api.Key;
import kube.foundation.api.batch.Job;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Runs Pods until the work of a Job is done.
public class MyJobController implements JobController {

  @Override
  public Result reconcile(Key key, Lister<Job> jobs, Lister<JobPod> pods, JobControl control,
      Clock clock) {
    List<JobPod> mine = control.claim();
    // How many are at work, how many are still to be done, and how many may work at a time?
    return Result.done();
  }
}
