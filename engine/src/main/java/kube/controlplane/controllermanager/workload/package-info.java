/// What the controllers that make and keep Pods have in common.
///
/// [kube.controlplane.controllermanager.workload.Claim] says whose object is whose;
/// [kube.controlplane.controllermanager.workload.ReadYourWrites] keeps a controller from acting on a
/// copy that does not show yet what it did last;
/// [kube.controlplane.controllermanager.workload.PodFromTemplate] and
/// [kube.controlplane.controllermanager.workload.TemplateHash] turn a template into a Pod and into a
/// name; [kube.controlplane.controllermanager.workload.Availability] counts on Pods that have been
/// ready for long enough; [kube.controlplane.controllermanager.workload.Refusals] remembers what has
/// to be tried again.
///
/// The controllers themselves know nothing of each other.
@NullMarked
package kube.controlplane.controllermanager.workload;

import org.jspecify.annotations.NullMarked;
