package kube.network.dns;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;

/// What a name server may ask about the cluster: its Services and what stands behind them.
///
/// An interface, so that a name server in a worker asks for the few things that a question is about,
/// and the rest of the cluster stays here.
public interface DnsView {

  /// A port and an endpoint of a Service.
  record Reached(EndpointSlice.Port port, Endpoint endpoint) {}

  Optional<ServiceDetail> service(String namespace, String name);

  Optional<ServiceDetail> serviceAt(String clusterIP);

  /// Whether there is a Service in a namespace of that name.
  boolean hasNamespace(String namespace);

  List<ServiceDetail> services();

  /// The endpoints of the Service, ready or not, each address once.
  List<Endpoint> endpoints(ServiceDetail service);

  /// The endpoints, ready or not, with the ports under which they are reached.
  List<Reached> reached(ServiceDetail service);
}
