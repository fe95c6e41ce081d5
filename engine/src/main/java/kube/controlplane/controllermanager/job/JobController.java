package kube.controlplane.controllermanager.job;

import kube.foundation.api.Key;
import kube.foundation.api.batch.Job;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Runs Pods until a Job's work is done, or given up: a part that can be replaced while the cluster
/// runs.
///
/// One instance serves the whole cluster and is called for one Job at a time, until the Job is over.
/// It may be restarted at any moment and then begins with empty fields.
public interface JobController {

  /// Compares wish and world for one Job, and makes the next move.
  ///
  /// @param jobs and `pods` are copies; they show all that `control` has done for this Job
  /// @param clock tells the time of the cluster
  Result reconcile(Key job, Lister<Job> jobs, Lister<JobPod> pods, JobControl control,
      Clock clock);
}
