/// What the server says of itself: which kinds it serves, its version, its health, its schemas.
///
/// `kubectl` knows no kind by heart. `kubectl get rs` works because discovery says that `rs` is
/// short for `replicasets` of the group `apps`.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
@NullMarked
package kube.controlplane.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
