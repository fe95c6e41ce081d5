package catalog.controllers.endpointslice_controller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.core.ServiceDetail.Port;

/// The Service of the checks, and other wishes of its owner.
record Shop(String type, Map<String, String> selector, List<Port> ports, boolean isEager) {

  /// It leads port 80 to the port 8080 of what is labelled `app=shop`.
  static final Shop PLAIN = new Shop("ClusterIP", Map.of("app", "shop"),
      List.of(port("http", 80, "", 8080)), false);

  Shop selecting(Map<String, String> other) {
    return new Shop(type, other, ports, isEager);
  }

  Shop leadingTo(Port... others) {
    return new Shop(type, selector, List.of(others), isEager);
  }

  /// It publishes the addresses of those who are not ready, too.
  Shop eager() {
    return new Shop(type, selector, ports, true);
  }

  Shop external() {
    return new Shop("ExternalName", selector, ports, isEager);
  }

  static Port port(String name, int port, String targetName, int targetNumber) {
    return new Port(name, "TCP", port, targetName, targetNumber, 0, "");
  }

  ServiceDetail view() {
    return new ServiceDetail(Line.metadata("default", "shop", "uid-of-the-service",
        new TreeMap<>(), false), type, "10.0.0.9", new TreeMap<>(selector), ports, "", List.of(),
        List.of(), Optional.empty(), false, false, isEager, "", 0, "", List.of());
  }
}
