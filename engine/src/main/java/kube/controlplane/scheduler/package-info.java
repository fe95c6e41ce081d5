/// Assigns each new Pod to a node, by one write, and starts nothing.
///
/// The path of a Pod: [kube.controlplane.scheduler.SchedulingQueue] says whose turn it is;
/// [kube.controlplane.scheduler.Decider] drops the nodes that do not fit (`filter`, one rule a file),
/// ranks the rest (`score`) and returns a [kube.controlplane.scheduler.Decision] with every reason;
/// [kube.controlplane.scheduler.Scheduler] carries it out.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
@NullMarked
package kube.controlplane.scheduler;

import org.jspecify.annotations.NullMarked;
