package kube.controlplane.controllermanager.namespace;

import kube.foundation.api.Namespace;
import kube.foundation.client.Result;

/// Ends a namespace in order: a part that can be replaced while the cluster runs.
///
/// It is called with a namespace that is being deleted, a moment after that began and again whenever
/// it asked to be.
public interface NamespaceController {

  Result reconcile(Namespace namespace, Room room);
}
