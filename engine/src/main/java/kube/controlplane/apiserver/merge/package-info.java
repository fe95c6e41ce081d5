/// Which parts of an object are merged, and which are replaced as one value.
///
/// [kube.controlplane.apiserver.merge.Shape] answers that for one place of an object,
/// [kube.controlplane.apiserver.merge.Shapes] for a whole kind, from the published schema. Strategic
/// merge patch and server-side apply ask.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
@NullMarked
package kube.controlplane.apiserver.merge;

import org.jspecify.annotations.NullMarked;
