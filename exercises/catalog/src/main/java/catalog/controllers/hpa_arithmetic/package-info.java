/// X25, HPA arithmetic: how many Pods are right, when not everything is known.
///
/// The slot is [kube.controlplane.controllermanager.hpa.HpaMath]; what passes can size the
/// Deployments of a cluster.
@NullMarked
package catalog.controllers.hpa_arithmetic;

import org.jspecify.annotations.NullMarked;
