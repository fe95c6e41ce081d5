package learner;

import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.controlplane.controllermanager.endpointslice.SliceControl;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.EndpointSlice;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// Keeps the list of who stands behind a Service. This one lists nobody.
public final class MyEndpointSliceController implements EndpointSliceController {

  @Override
  public Result reconcile(Key key, Lister<ServiceDetail> services, Lister<BackendPod> pods,
      Lister<EndpointSlice> slices, SliceControl control) {
    // services.get(key) is the Service; pods.list(key.namespace()) are the Pods around it.
    return Result.done();
  }
}
