package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;

/// The kinds that lead traffic to Pods: `networking.k8s.io` and `discovery.k8s.io`.
public final class NetworkKinds {

  public static final Kind<AnyObject> INGRESS_CLASS = networking("IngressClass", "ingressclasses")
      .clusterScoped();

  public static final Kind<AnyObject> INGRESS = networking("Ingress", "ingresses")
      .withShortNames("ing").withPart("status");

  public static final Kind<AnyObject> IP_ADDRESS = networking("IPAddress", "ipaddresses")
      .withShortNames("ip").clusterScoped();

  public static final Kind<AnyObject> NETWORK_POLICY = networking("NetworkPolicy",
      "networkpolicies").withShortNames("netpol");

  public static final Kind<AnyObject> SERVICE_CIDR = networking("ServiceCIDR", "servicecidrs")
      .clusterScoped().withPart("status");

  public static final List<Kind<?>> NETWORKING = List.of(INGRESS_CLASS, INGRESS, IP_ADDRESS,
      NETWORK_POLICY, SERVICE_CIDR);

  public static final Kind<AnyObject> ENDPOINT_SLICE = Kind.of("discovery.k8s.io", "v1",
      "EndpointSlice", "endpointslices");

  public static final List<Kind<?>> DISCOVERY = List.of(ENDPOINT_SLICE);

  private NetworkKinds() {}

  private static Kind<AnyObject> networking(String name, String plural) {
    return Kind.of("networking.k8s.io", "v1", name, plural);
  }
}
