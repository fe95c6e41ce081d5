package kube.controlplane.controllermanager.job;

import java.util.List;

import kube.foundation.api.batch.JobStatus;

/// What a [JobController] may do for the Job that it was called for.
///
/// Names, owner, labels and events are seen to. What is refused is tried again in a later pass.
public interface JobControl {

  /// The Pods that are the Job's: orphans that it chooses are adopted, strayed ones released.
  List<JobPod> claim();

  /// Makes Pods, each with the finalizer that holds it back until it is counted. Returns how many
  /// were made.
  int create(List<Plan.Start> starts);

  /// Ends Pods.
  ///
  /// @param counted whether they count as failures; those that do not are let go first
  void end(List<JobPod> pods, boolean counted);

  /// Writes the books. Returns whether the API server has them.
  boolean write(JobStatus status);

  /// Takes the finalizer off a Pod that has been counted, so that it may go.
  void letGo(JobPod pod);
}
