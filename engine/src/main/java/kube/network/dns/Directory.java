package kube.network.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;

/// All Services of the cluster and what stands behind them, as its name server has copied them.
public final class Directory implements DnsView {

  private final TreeMap<Key, ServiceDetail> services = new TreeMap<>();
  private final TreeMap<Key, List<EndpointSlice>> slices = new TreeMap<>();
  private final TreeMap<String, ServiceDetail> byAddress = new TreeMap<>();

  public Directory(List<ServiceDetail> allServices, List<EndpointSlice> allSlices) {
    for (ServiceDetail service : allServices) {
      services.put(service.key(), service);
      if (service.hasClusterIP()) byAddress.put(service.clusterIP(), service);
    }
    allSlices.forEach(slice -> slices.computeIfAbsent(slice.service(), _ -> new ArrayList<>())
        .add(slice));
  }

  @Override
  public Optional<ServiceDetail> service(String namespace, String name) {
    return Optional.ofNullable(services.get(new Key(namespace, name)));
  }

  @Override
  public Optional<ServiceDetail> serviceAt(String clusterIP) {
    return Optional.ofNullable(byAddress.get(clusterIP));
  }

  @Override
  public boolean hasNamespace(String namespace) {
    Key next = services.ceilingKey(new Key(namespace, ""));
    return next != null && next.namespace().equals(namespace);
  }

  @Override
  public List<ServiceDetail> services() {
    return List.copyOf(services.values());
  }

  /// An address that moves from one slice to another may stand in both; being ready counts.
  @Override
  public List<Endpoint> endpoints(ServiceDetail service) {
    Map<List<String>, Endpoint> known = new LinkedHashMap<>();
    for (EndpointSlice slice : slices.getOrDefault(service.key(), List.of())) {
      slice.endpoints().forEach(endpoint -> known.merge(endpoint.addresses(), endpoint,
          (first, second) -> first.ready() ? first : second));
    }
    return List.copyOf(known.values());
  }

  @Override
  public List<Reached> reached(ServiceDetail service) {
    List<Reached> reached = new ArrayList<>();
    for (EndpointSlice slice : slices.getOrDefault(service.key(), List.of())) {
      for (EndpointSlice.Port port : slice.ports()) {
        slice.endpoints().forEach(endpoint -> reached.add(new Reached(port, endpoint)));
      }
    }
    return reached;
  }
}
