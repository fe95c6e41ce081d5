package kube.controlplane.apiserver.bootstrap;

import java.util.Map;
import java.util.TreeMap;

import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.NetworkKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The IPAddresses of the Services: one for each address that a Service has.
///
/// A real API server writes them together with the Service, to lock the address. Here the Services
/// themselves are the lock; the IPAddresses are written when somebody asks for them.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/#ip-address-objects
record ServiceAddressObjects(Registry registry) {

  private static final String LABEL = "ipaddress.kubernetes.io/";
  private static final String ALLOCATOR = "ipallocator.k8s.io";

  /// Those that there must be, by their addresses.
  Map<String, ObjectNode> wanted(Iterable<JsonNode> firstServices) {
    Map<String, ObjectNode> wanted = new TreeMap<>();
    firstServices.forEach(service -> add(service, wanted));
    registry.all(Kinds.SERVICE).forEach(service -> add(service.tree(), wanted));
    return wanted;
  }

  /// Removes those whose Service is gone; whether there were any.
  boolean removeOld(Map<String, ObjectNode> wanted) {
    boolean hasWritten = false;
    for (Resource stored : registry.all(NetworkKinds.IP_ADDRESS)) {
      ObjectNode now = wanted.get(stored.name());
      JsonNode labels = Json.at(stored.tree(), "metadata.labels");
      boolean isOurs = labels.path(LABEL + "managed-by").asString("").equals(ALLOCATOR);
      boolean isRight = now != null && Json.at(now, "spec").equals(Json.at(stored.tree(), "spec"));
      if (isOurs && !isRight) {
        hasWritten |= registry.delete(NetworkKinds.IP_ADDRESS, stored).isOk();
      }
    }
    return hasWritten;
  }

  private static void add(JsonNode service, Map<String, ObjectNode> wanted) {
    for (JsonNode address : Json.at(service, "spec.clusterIPs")) {
      String ip = address.asString("");
      if (ip.isEmpty() || ip.equals("None")) continue;
      ObjectNode object = Json.object().put("apiVersion", "networking.k8s.io/v1")
          .put("kind", "IPAddress");
      object.putObject("metadata").put("name", ip).putObject("labels")
          .put(LABEL + "ip-family", ip.contains(":") ? "IPv6" : "IPv4")
          .put(LABEL + "managed-by", ALLOCATOR);
      String since = Json.text(service, "metadata.creationTimestamp");
      if (!since.isEmpty()) object.withObject("metadata").put("creationTimestamp", since);
      object.putObject("spec").putObject("parentRef")
          .put("name", Json.text(service, "metadata.name"))
          .put("namespace", Json.text(service, "metadata.namespace")).put("resource", "services");
      wanted.put(ip, object);
    }
  }
}
