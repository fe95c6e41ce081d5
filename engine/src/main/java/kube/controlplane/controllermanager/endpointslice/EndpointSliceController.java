package kube.controlplane.controllermanager.endpointslice;

import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// Keeps, for every Service with a selector, slices that list the Pods behind it: a part that can be
/// replaced while the cluster runs.
///
/// One instance serves the whole cluster and is called for one Service at a time. It may be restarted
/// at any moment and then begins with empty fields.
public interface EndpointSliceController {

  /// The label `endpointslice.kubernetes.io/managed-by` of the slices that are ours: others' are left
  /// alone.
  String MANAGER = "endpointslice-controller.k8s.io";

  /// Compares the slices of one Service with the Pods behind it, and writes what differs.
  ///
  /// @param services and the other listers are copies; they show all that `control` has done for this
  ///   Service
  Result reconcile(Key service, Lister<ServiceDetail> services, Lister<BackendPod> pods,
      Lister<EndpointSlice> slices, SliceControl control);
}
