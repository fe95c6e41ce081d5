/// The three ways to say "change only this": merge patch, JSON patch, strategic merge patch.
/// [kube.controlplane.apiserver.patch.Patches] tells them apart. The fourth, server-side apply, lives
/// in `managedfields`.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply
@NullMarked
package kube.controlplane.apiserver.patch;

import org.jspecify.annotations.NullMarked;
