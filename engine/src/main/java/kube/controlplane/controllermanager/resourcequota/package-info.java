/// Counts again what a namespace uses of its quotas, when something was deleted or has ended.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/
@NullMarked
package kube.controlplane.controllermanager.resourcequota;

import org.jspecify.annotations.NullMarked;
