/// What can be set about a scheduler, as data: several profiles with their rules and weights.
///
/// [kube.controlplane.scheduler.profile.SchedulerConfiguration] reads the file that a real
/// kube-scheduler reads; [kube.controlplane.scheduler.profile.Profile] is one entry of it.
@NullMarked
package kube.controlplane.scheduler.profile;

import org.jspecify.annotations.NullMarked;
