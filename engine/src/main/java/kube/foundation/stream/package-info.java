/// Bytes that flow for a while: what a connection carries once it is no longer question and answer.
///
/// A [kube.foundation.stream.ByteSink] takes bytes one way. A [kube.foundation.stream.Terminal] is a
/// program with its standard streams (`exec`, `attach`); a [kube.foundation.stream.Tunnel] leads to
/// the ports of a Pod (`port-forward`). The API server, the kubelet and the container runtime hand
/// these on to each other; only the transport knows in which frames they travel.
///
/// Everything here is called on the cluster's loop.
@NullMarked
package kube.foundation.stream;

import org.jspecify.annotations.NullMarked;
