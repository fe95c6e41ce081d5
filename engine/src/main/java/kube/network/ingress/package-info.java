/// The router of HTTP at the edge of the cluster: Ingress and HTTPRoute.
///
/// [kube.network.ingress.IngressController] reads the objects into
/// [kube.network.ingress.HttpRouteView]s and tells each Ingress its address;
/// [kube.network.ingress.HttpRouter] takes connections, asks an [kube.network.ingress.EdgeRouter],
/// ours ([kube.network.ingress.HostThenPath]) or a learner's, and joins the client with a Pod.
@NullMarked
package kube.network.ingress;

import org.jspecify.annotations.NullMarked;
