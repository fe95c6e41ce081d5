package kube.controlplane.controllermanager.endpointslice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.EndpointSlice.Port;

/// Which endpoints a Service should have, by the ports that they share. A pure function.
///
/// Pods of one Service may mean different numbers by one port name, in the middle of a roll-out for
/// instance; they stand in different slices.
final class Backends {

  private Backends() {}

  /// @param pods those of the Service's namespace
  /// @param zoneOf the zone of a node, empty when it has none
  static Map<List<Port>, List<Endpoint>> of(ServiceDetail service, List<BackendPod> pods,
      UnaryOperator<String> zoneOf) {
    Map<List<Port>, List<Endpoint>> byPorts = new LinkedHashMap<>();
    pods.stream()
        .filter(pod -> pod.canServe(true))
        .filter(pod -> pod.metadata().labels().entrySet()
            .containsAll(service.selector().entrySet()))
        .sorted(Comparator.comparing(BackendPod::ip))
        .forEach(pod -> byPorts.computeIfAbsent(ports(service, pod), _ -> new ArrayList<>())
            .add(endpoint(service, pod, zoneOf.apply(pod.nodeName()))));
    return byPorts;
  }

  private static List<Port> ports(ServiceDetail service, BackendPod pod) {
    List<Port> ports = new ArrayList<>();
    for (ServiceDetail.Port wanted : service.ports()) {
      OptionalInt number = pod.port(wanted);
      if (number.isEmpty()) continue;
      ports.add(new Port(wanted.name(), wanted.protocol(), number.getAsInt(),
          wanted.appProtocol()));
    }
    return List.copyOf(ports);
  }

  private static Endpoint endpoint(ServiceDetail service, BackendPod pod, String zone) {
    boolean terminating = pod.metadata().isBeingDeleted();
    boolean named = !pod.hostname().isEmpty()
        && pod.subdomain().equals(service.metadata().name());
    Endpoint endpoint = new Endpoint(List.of(pod.ip()),
        service.publishesNotReady() || (pod.ready() && !terminating), pod.ready(), terminating,
        named ? pod.hostname() : "", pod.nodeName(), zone, List.of(), List.of(),
        new Endpoint.Target("Pod", pod.metadata().namespace(), pod.metadata().name(),
            pod.metadata().uid()));
    return hinted(endpoint, service.distribution());
  }

  /// For whom the endpoint is near, when the Service prefers near ones.
  private static Endpoint hinted(Endpoint endpoint, String distribution) {
    List<String> zones = endpoint.zone().isEmpty() ? List.of() : List.of(endpoint.zone());
    return switch (distribution) {
      case "PreferClose", "PreferSameZone" -> endpoint.hinted(zones, List.of());
      case "PreferSameNode" -> endpoint.hinted(zones,
          endpoint.nodeName().isEmpty() ? List.of() : List.of(endpoint.nodeName()));
      default -> endpoint;
    };
  }
}
