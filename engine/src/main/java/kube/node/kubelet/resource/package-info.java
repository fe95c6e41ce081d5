/// What a machine can bear.
///
/// [kube.node.kubelet.resource.Admission] decides whether a Pod may begin at all,
/// [kube.node.kubelet.resource.Eviction] which Pod has to go when the machine runs short. Both are
/// decisions only: the kubelet carries them out.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
@NullMarked
package kube.node.kubelet.resource;

import org.jspecify.annotations.NullMarked;
