/// X24, Job controller: work is done as often as it was asked for, and each Pod is counted once.
///
/// The slot is [kube.controlplane.controllermanager.job.JobController]; what passes can run the Jobs
/// of a cluster.
@NullMarked
package catalog.controllers.job_controller;

import org.jspecify.annotations.NullMarked;
