/// Assigns each new Pod to a node, by one write, and starts nothing.
///
/// The path of a Pod: the [kube.controlplane.scheduler.queue.SchedulingQueue] says whose turn it is;
/// the [kube.controlplane.scheduler.decision.Decider] looks into the
/// [kube.controlplane.scheduler.cache.SchedulerCache], drops the nodes that do not fit (`filter`,
/// one rule a file), ranks the rest (`score`) and returns a
/// [kube.controlplane.scheduler.decision.Decision] with every reason; when nothing fits, `preemption`
/// looks for Pods of a lower rank that should leave. The [kube.controlplane.scheduler.Scheduler]
/// carries it out. Which rules are asked is a matter of the `profile`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
@NullMarked
package kube.controlplane.scheduler;

import org.jspecify.annotations.NullMarked;
