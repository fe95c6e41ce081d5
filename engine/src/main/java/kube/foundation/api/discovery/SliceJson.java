package kube.foundation.api.discovery;

import java.util.List;

import kube.foundation.api.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The content of slices as the API writes it.
///
/// Not in the records themselves, because these travel into workers, which have no JSON: to check the
/// code that writes it, the JVM would load all of it.
public final class SliceJson {

  private SliceJson() {}

  public static ArrayNode endpoints(List<Endpoint> endpoints) {
    ArrayNode array = Json.object().putArray("endpoints");
    endpoints.forEach(endpoint -> array.add(endpoint(endpoint)));
    return array;
  }

  public static ArrayNode ports(List<EndpointSlice.Port> ports) {
    ArrayNode array = Json.object().putArray("ports");
    ports.forEach(port -> array.add(port(port)));
    return array;
  }

  public static ObjectNode target(Endpoint.Target target) {
    ObjectNode json = Json.object().put("kind", target.kind());
    if (!target.namespace().isEmpty()) json.put("namespace", target.namespace());
    json.put("name", target.name());
    if (!target.uid().isEmpty()) json.put("uid", target.uid());
    return json;
  }

  private static ObjectNode endpoint(Endpoint endpoint) {
    ObjectNode json = Json.object();
    endpoint.addresses().forEach(json.putArray("addresses")::add);
    json.putObject("conditions").put("ready", endpoint.ready())
        .put("serving", endpoint.serving()).put("terminating", endpoint.terminating());
    if (!endpoint.hostname().isEmpty()) json.put("hostname", endpoint.hostname());
    if (!endpoint.target().name().isEmpty()) json.set("targetRef", target(endpoint.target()));
    if (!endpoint.nodeName().isEmpty()) json.put("nodeName", endpoint.nodeName());
    if (!endpoint.zone().isEmpty()) json.put("zone", endpoint.zone());
    hints(json, "forZones", endpoint.zonesHinted());
    hints(json, "forNodes", endpoint.nodesHinted());
    return json;
  }

  private static void hints(ObjectNode endpoint, String kind, List<String> names) {
    if (names.isEmpty()) return;
    ArrayNode array = endpoint.withObject("hints").putArray(kind);
    names.forEach(name -> array.addObject().put("name", name));
  }

  private static ObjectNode port(EndpointSlice.Port port) {
    ObjectNode json = Json.object().put("name", port.name()).put("port", port.port())
        .put("protocol", port.protocol());
    if (!port.appProtocol().isEmpty()) json.put("appProtocol", port.appProtocol());
    return json;
  }
}
