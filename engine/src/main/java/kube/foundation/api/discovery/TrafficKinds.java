package kube.foundation.api.discovery;

import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.kinds.NetworkKinds;

/// How those read the API who lead traffic to Pods.
///
/// Not in the records themselves, because these travel into workers, which know no API: to load a
/// kind there would load all of them.
public final class TrafficKinds {

  /// A Service with all that its traffic depends on.
  public static final Kind<ServiceDetail> SERVICE = Kinds.SERVICE.readAs(ServiceDetail::of);

  public static final Kind<EndpointSlice> ENDPOINT_SLICE = NetworkKinds.ENDPOINT_SLICE
      .readAs(EndpointSlice::of);

  /// A Pod as what stands behind a Service.
  public static final Kind<BackendPod> BACKEND_POD = Kinds.POD.readSharing(BackendPod::of);

  private TrafficKinds() {}
}
