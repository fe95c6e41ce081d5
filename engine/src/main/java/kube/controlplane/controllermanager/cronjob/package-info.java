/// Makes Jobs by the clock: CronJobs.
///
/// One pass of [kube.controlplane.controllermanager.cronjob.CronJobController]: it looks what became
/// of the Jobs that it made, asks the [kube.controlplane.controllermanager.cronjob.Schedule] by
/// `Due` whether one is due, makes it as the concurrency policy allows, and sleeps until the next.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
@NullMarked
package kube.controlplane.controllermanager.cronjob;

import org.jspecify.annotations.NullMarked;
