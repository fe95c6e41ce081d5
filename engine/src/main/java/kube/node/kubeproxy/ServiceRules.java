package kube.node.kubeproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.node.kubeproxy.ServiceProxy.Here;

/// Makes the rules of one Service for one node. A pure function.
///
/// **In Kubernetes:**
/// [topology.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/proxy/topology.go)
final class ServiceRules {

  static final String OTHER_PROXY = "service.kubernetes.io/service-proxy-name";

  /// One endpoint of one port.
  private record Backend(SocketAddress address, Endpoint endpoint) {}

  private final Here here;
  private final ServiceDetail service;
  private final List<EndpointSlice> slices;

  private ServiceRules(Here here, ServiceDetail service, List<EndpointSlice> slices) {
    this.here = here;
    this.service = service;
    this.slices = slices;
  }

  /// The rules by the protocol, address and port that they are about.
  static Map<String, ServiceRule> decide(Here here, ServiceDetail service,
      List<EndpointSlice> slices) {
    Map<String, ServiceRule> rules = new TreeMap<>();
    boolean isAnothers = service.metadata().labels().containsKey(OTHER_PROXY);
    if (!service.hasClusterIP() || isAnothers) return rules;
    ServiceRules maker = new ServiceRules(here, service, slices);
    service.ports().forEach(port -> maker.addRules(port, rules));
    return rules;
  }

  /// Under which key the rule about this receiver is found.
  static String key(Protocol protocol, SocketAddress to) {
    return protocol + " " + to;
  }

  private void addRules(ServiceDetail.Port port, Map<String, ServiceRule> rules) {
    List<Backend> backends = backends(port);
    List<SocketAddress> everywhere = choose(near(backends), _ -> true);
    List<SocketAddress> local = choose(backends,
        backend -> backend.endpoint.nodeName().equals(here.node()));
    String name = service.key() + (port.name().isEmpty() ? "" : ":" + port.name());
    boolean known = !everywhere.isEmpty()
        || !choose(backends, _ -> true).isEmpty();
    Protocol protocol = Protocol.of(port.protocol());
    rules.put(key(protocol, new SocketAddress(service.clusterIP(), port.port())),
        new ServiceRule(name, false, everywhere, local, service.internalLocal(), known,
            service.affinity(), List.of()));
    ServiceRule outer = new ServiceRule(name, true, everywhere, local, service.externalLocal(),
        known, service.affinity(), List.of());
    if (port.nodePort() != 0) {
      rules.put(key(protocol, new SocketAddress(here.address(), port.nodePort())), outer);
    }
    for (String ip : service.externalIPs()) {
      rules.put(key(protocol, new SocketAddress(ip, port.port())), outer);
    }
    ServiceRule balanced = new ServiceRule(name, true, everywhere, local, service.externalLocal(),
        known, service.affinity(), service.allowedSources());
    for (String ip : service.balancerIPs()) {
      rules.put(key(protocol, new SocketAddress(ip, port.port())), balanced);
    }
  }

  private List<Backend> backends(ServiceDetail.Port port) {
    List<Backend> backends = new ArrayList<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Port offered : slice.ports()) {
        boolean same = offered.name().equals(port.name())
            && offered.protocol().equals(port.protocol());
        if (!same) continue;
        slice.endpoints().forEach(endpoint -> backends.add(
            new Backend(new SocketAddress(endpoint.address(), offered.port()), endpoint)));
      }
    }
    return backends;
  }

  /// Ready ones; when there are none, those that are ending but still serve: better than nobody.
  private static List<SocketAddress> choose(List<Backend> backends, Predicate<Backend> suits) {
    List<SocketAddress> ready = backends.stream()
        .filter(suits).filter(backend -> backend.endpoint.ready())
        .map(Backend::address).sorted().distinct().toList();
    if (!ready.isEmpty()) return ready;
    return backends.stream().filter(suits)
        .filter(backend -> backend.endpoint.serving() && backend.endpoint.terminating())
        .map(Backend::address).sorted().distinct().toList();
  }

  /// The backends meant for clients here, if every ready one says for whom it is meant and somebody
  /// is meant for us; otherwise all.
  private List<Backend> near(List<Backend> backends) {
    List<Backend> ready = backends.stream().filter(backend -> backend.endpoint.ready()).toList();
    if (ready.stream().allMatch(backend -> !backend.endpoint.nodesHinted().isEmpty())) {
      List<Backend> mine = ready.stream()
          .filter(backend -> backend.endpoint.nodesHinted().contains(here.node())).toList();
      if (!mine.isEmpty()) return mine;
    }
    if (ready.stream().allMatch(backend -> !backend.endpoint.zonesHinted().isEmpty())) {
      List<Backend> mine = ready.stream()
          .filter(backend -> backend.endpoint.zonesHinted().contains(here.zone())).toList();
      if (!mine.isEmpty()) return mine;
    }
    return backends;
  }
}
