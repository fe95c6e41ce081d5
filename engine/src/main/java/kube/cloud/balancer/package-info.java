/// The balancers that a provider puts in front of a cluster.
///
/// [kube.cloud.balancer.ServiceController] is the part of the cluster that asks the provider
/// ([kube.cloud.balancer.Balancers]) for a balancer for each Service that wants one.
@NullMarked
package kube.cloud.balancer;

import org.jspecify.annotations.NullMarked;
