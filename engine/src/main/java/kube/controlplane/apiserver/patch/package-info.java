/// The three ways to say "change only this": merge patch, JSON patch, strategic merge patch.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply
@NullMarked
package kube.controlplane.apiserver.patch;

import org.jspecify.annotations.NullMarked;
