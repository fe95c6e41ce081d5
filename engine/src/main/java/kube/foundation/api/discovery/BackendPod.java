package kube.foundation.api.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.core.ServiceDetail;
import tools.jackson.databind.JsonNode;

/// A Pod as those see it who send traffic to it.
///
/// @param readySince when its readiness last changed, as the API writes times; empty when never
/// @param subdomain the Service below whose name the Pod wants one of its own
public record BackendPod(Metadata metadata, String nodeName, String ip, boolean ready,
    String readySince, boolean finished, String hostname, String subdomain, List<Port> ports)
    implements
      KubernetesObject {

  /// A port that a container declares.
  public record Port(String name, String protocol, int number) {}

  public BackendPod { ports = List.copyOf(ports); }

  /// @param interner shares what Pods say alike
  public static BackendPod of(Resource resource, Interner interner) {
    JsonNode tree = resource.tree();
    String phase = Json.text(tree, "status.phase");
    boolean ready = false;
    String since = "";
    for (JsonNode condition : Json.at(tree, "status.conditions")) {
      if (!Json.text(condition, "type").equals("Ready")) continue;
      ready = Json.text(condition, "status").equals("True");
      since = Json.text(condition, "lastTransitionTime");
    }
    return new BackendPod(resource.metadata(interner), Json.text(tree, "spec.nodeName"),
        Json.text(tree, "status.podIP"), ready, interner.one(since),
        phase.equals("Succeeded") || phase.equals("Failed"), Json.text(tree, "spec.hostname"),
        Json.text(tree, "spec.subdomain"), interner.one(ports(tree)));
  }

  /// The number of the port that a Service means; empty when the Pod has no port of that name.
  public OptionalInt port(ServiceDetail.Port wanted) {
    if (wanted.targetName().isEmpty()) return OptionalInt.of(wanted.targetNumber());
    return ports.stream()
        .filter(port -> port.name.equals(wanted.targetName())
            && port.protocol.equals(wanted.protocol()))
        .mapToInt(Port::number)
        .findFirst();
  }

  /// Whether it can stand behind a Service at all.
  public boolean canServe(boolean alsoTerminating) {
    return !finished && !ip.isEmpty() && (alsoTerminating || !metadata.isBeingDeleted());
  }

  /// Whether nothing that an endpoint shows differs.
  public boolean looksLike(BackendPod other) {
    return nodeName.equals(other.nodeName) && ip.equals(other.ip) && ready == other.ready
        && finished == other.finished && hostname.equals(other.hostname)
        && subdomain.equals(other.subdomain) && ports.equals(other.ports)
        && metadata.labels().equals(other.metadata.labels())
        && metadata.isBeingDeleted() == other.metadata.isBeingDeleted();
  }

  private static List<Port> ports(JsonNode tree) {
    List<Port> ports = new ArrayList<>();
    for (JsonNode container : Json.at(tree, "spec.containers")) {
      for (JsonNode port : container.path("ports")) {
        ports.add(new Port(Json.text(port, "name"), Json.text(port, "protocol"),
            Json.number(port, "containerPort", 0)));
      }
    }
    return List.copyOf(ports);
  }
}
