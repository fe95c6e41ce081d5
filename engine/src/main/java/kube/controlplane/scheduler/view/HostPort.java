package kube.controlplane.scheduler.view;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// A port of the node's own address that a Pod takes.
///
/// @param ip the address it listens on; `0.0.0.0` is all of them
/// @param protocol `TCP`, `UDP` or `SCTP`
public record HostPort(String ip, String protocol, int port) {

  private static final String EVERY = "0.0.0.0";

  static List<HostPort> of(JsonNode spec) {
    List<HostPort> ports = new ArrayList<>();
    spec.path("containers").forEach(container -> read(container, ports));
    for (JsonNode container : spec.path("initContainers")) {
      if (Json.text(container, "restartPolicy").equals("Always")) read(container, ports);
    }
    return List.copyOf(ports);
  }

  private static void read(JsonNode container, List<HostPort> ports) {
    for (JsonNode port : container.path("ports")) {
      int number = Json.number(port, "hostPort", 0);
      if (number == 0) continue;
      String ip = Json.text(port, "hostIP");
      String protocol = Json.text(port, "protocol");
      ports.add(new HostPort(ip.isEmpty() ? EVERY : ip, protocol.isEmpty() ? "TCP" : protocol,
          number));
    }
  }

  /// Whether both cannot be on one node.
  public boolean clashesWith(HostPort other) {
    return port == other.port && protocol.equals(other.protocol)
        && (ip.equals(other.ip) || ip.equals(EVERY) || other.ip.equals(EVERY));
  }
}
