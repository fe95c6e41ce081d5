/// The tables of all kinds that Kubernetes serves, a few API groups in each.
///
/// [kube.foundation.api.Kinds] puts them together in the order of discovery.
///
/// **In Kubernetes:** what `kubectl api-resources -o wide` prints for a cluster without additions ·
/// https://kubernetes.io/docs/reference/kubernetes-api/
@NullMarked
package kube.foundation.api.kinds;

import org.jspecify.annotations.NullMarked;
