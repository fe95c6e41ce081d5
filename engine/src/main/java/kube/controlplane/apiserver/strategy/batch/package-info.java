/// The kinds of `batch`: what runs to its end, once or by the clock.
///
/// [kube.controlplane.apiserver.strategy.batch.JobRules] are the rules for a Job's wish, which also
/// stands in every CronJob; [kube.controlplane.apiserver.strategy.batch.CronExpression] reads
/// schedules.
@NullMarked
package kube.controlplane.apiserver.strategy.batch;

import org.jspecify.annotations.NullMarked;
