package kube.foundation.api.discovery;

import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// One address behind a Service, and whether it may get traffic.
///
/// @param ready whether it may get new traffic; never while it is terminating, unless the Service
///   publishes all
/// @param serving whether it would be ready if it were not terminating
/// @param hostname the name that DNS gives it below the Service's; often empty
/// @param zonesHinted and `nodesHinted`: whose clients should use it; empty for everybody's
/// @param target what stands behind the address; empty when it is no object of the cluster
public record Endpoint(List<String> addresses, boolean ready, boolean serving, boolean terminating,
    String hostname, String nodeName, String zone, List<String> zonesHinted,
    List<String> nodesHinted, Target target) {

  /// The object behind the address, which has no name when there is none.
  public record Target(String kind, String namespace, String name, String uid) {

    public static final Target NONE = new Target("", "", "", "");

    static Target of(JsonNode tree) {
      return new Target(Json.text(tree, "kind"), Json.text(tree, "namespace"),
          Json.text(tree, "name"), Json.text(tree, "uid"));
    }
  }

  public Endpoint {
    addresses = List.copyOf(addresses);
    zonesHinted = List.copyOf(zonesHinted);
    nodesHinted = List.copyOf(nodesHinted);
  }

  /// Conditions that are not written mean: ready, serving, not terminating.
  public static Endpoint of(JsonNode tree) {
    JsonNode conditions = tree.path("conditions");
    boolean ready = conditions.path("ready").asBoolean(true);
    return new Endpoint(Json.list(tree, "addresses", address -> address.asString("")), ready,
        conditions.path("serving").asBoolean(ready),
        conditions.path("terminating").asBoolean(false),
        Json.text(tree, "hostname"), Json.text(tree, "nodeName"), Json.text(tree, "zone"),
        Json.list(tree.path("hints"), "forZones", zone -> Json.text(zone, "name")),
        Json.list(tree.path("hints"), "forNodes", node -> Json.text(node, "name")),
        tree.has("targetRef") ? Target.of(tree.path("targetRef")) : Target.NONE);
  }

  public String address() {
    return addresses.isEmpty() ? "" : addresses.getFirst();
  }

  /// The same endpoint, meant for the clients of these places.
  public Endpoint hinted(List<String> zones, List<String> nodes) {
    return new Endpoint(addresses, ready, serving, terminating, hostname, nodeName, zone, zones,
        nodes, target);
  }
}
