package kube.node.kubeproxy;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.EndpointSlice;
import kube.network.DataPlane.Decision;
import kube.network.Packet;
import kube.network.SocketAddress;

/// What another proxy has been told, to see through its plainest lies: a packet sent where no
/// endpoint is, and a Service that it claims not to know.
///
/// A proxy that spreads unfairly or forgets who came before is not found out here.
record KnownWorld(List<ServiceDetail> services, List<EndpointSlice> slices) {

  KnownWorld {
    services = List.copyOf(services);
    slices = List.copyOf(slices);
  }

  Optional<String> lieIn(Decision decision, Packet packet) {
    return switch (decision) {
      case Decision.Forward(SocketAddress to, boolean _, String _) -> isEndpoint(to)
          ? Optional.empty()
          : Optional.of("it forwards to " + to + ", where no endpoint is");
      case Decision.NotMine _ -> isService(packet)
          ? Optional
              .of("it does not know " + packet.destination() + ", a Service that has endpoints")
          : Optional.empty();
      case Decision.Reject _,Decision.Drop _ -> Optional.empty();
    };
  }

  private boolean isEndpoint(SocketAddress address) {
    return slices.stream().anyMatch(slice -> slice.ports().stream()
        .anyMatch(port -> port.port() == address.port())
        && slice.endpoints().stream()
            .anyMatch(endpoint -> endpoint.addresses().contains(address.ip())));
  }

  private boolean isService(Packet packet) {
    return services.stream()
        .filter(service -> !service.metadata().labels().containsKey(ServiceRules.OTHER_PROXY))
        .filter(service -> service.clusterIP().equals(packet.destination().ip()))
        .filter(service -> service.ports().stream()
            .anyMatch(port -> port.port() == packet.destination().port()
                && port.protocol().equals(packet.protocol().name())))
        .anyMatch(this::hasEndpoints);
  }

  private boolean hasEndpoints(ServiceDetail service) {
    return slices.stream()
        .filter(slice -> slice.metadata().namespace().equals(service.metadata().namespace()))
        .filter(slice -> service.metadata().name()
            .equals(slice.metadata().labels().get(EndpointSlice.SERVICE_NAME)))
        .anyMatch(slice -> !slice.endpoints().isEmpty());
  }
}
