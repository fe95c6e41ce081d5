package kube.controlplane.controllermanager.namespace;

import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Ends a namespace in order: a part that can be replaced while the cluster runs.
///
/// It is called with a namespace that is being deleted, a moment after that began and again whenever
/// it asked to be.
///
/// All that it sees and does is in the [Room]. The kinds are asked for there in each pass, and are no
/// argument: one may appear while the namespace ends. What others have to clean up first cannot be
/// skipped, for only its own name can be taken off their list.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
public interface NamespaceController {

  Result reconcile(Namespace namespace, Room room);
}
