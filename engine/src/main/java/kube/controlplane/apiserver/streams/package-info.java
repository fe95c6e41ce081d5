/// What the API server does not answer itself: logs, programs in containers, connections to Pods.
///
/// It looks up the Pod, chooses the container ([kube.controlplane.apiserver.streams.ContainerChoice])
/// and hands the request to the kubelet of the Pod's node, or connects to the Pod's address
/// ([kube.controlplane.apiserver.streams.Reach]). What comes back flows through to the client.
@NullMarked
package kube.controlplane.apiserver.streams;

import org.jspecify.annotations.NullMarked;
