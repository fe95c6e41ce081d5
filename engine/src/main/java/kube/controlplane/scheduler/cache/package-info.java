/// What the scheduler knows at this moment: every node with what is taken on it, kept up to date
/// one Pod at a time, so that no decision has to look through all Pods.
///
/// [kube.controlplane.scheduler.cache.SchedulerCache] is the whole;
/// [kube.controlplane.scheduler.cache.NodeRoom] is one node with its running totals;
/// [kube.controlplane.scheduler.cache.Census] counts Pods of a kind by node, and
/// [kube.controlplane.scheduler.cache.CarriedTerms] the wishes that placed Pods have about others.
/// [kube.controlplane.scheduler.cache.Surroundings] answers questions about everything else.
///
/// The real scheduler takes a snapshot for each decision, because others change its cache meanwhile;
/// here a decision runs to its end before anything else does.
@NullMarked
package kube.controlplane.scheduler.cache;

import org.jspecify.annotations.NullMarked;
