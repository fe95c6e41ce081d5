/// Typed views of the kinds of the API group `apps`.
///
/// A [kube.foundation.api.apps.Deployment] is a wish for Pods and for the way from one version of
/// them to the next ([kube.foundation.api.apps.DeploymentStrategy]); what its controller sees is a
/// [kube.foundation.api.apps.DeploymentStatus].
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/
@NullMarked
package kube.foundation.api.apps;

import org.jspecify.annotations.NullMarked;
