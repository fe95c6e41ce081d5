/// Does work as often as it is asked for: Jobs.
///
/// One pass of [kube.controlplane.controllermanager.job.JobReconciler] in order: `Roll` sorts the
/// Pods of the Job; `Bookkeeping` writes each that has ended into the status, once;
/// [kube.controlplane.controllermanager.job.Verdict] says whether the Job is decided;
/// [kube.controlplane.controllermanager.job.Plan] which Pods to make or to end, after the `Backoff`;
/// `JobLoop` runs it and `JobPodControl` does what it says. `Orphans` lets Pods go that no Job counts
/// any more.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/job/
@NullMarked
package kube.controlplane.controllermanager.job;

import org.jspecify.annotations.NullMarked;
