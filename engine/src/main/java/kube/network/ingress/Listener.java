package kube.network.ingress;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import tools.jackson.databind.JsonNode;

/// One door of a Gateway: which requests come in by it, and whose routes may take them.
///
/// @param certificates the Secrets with what callers are shown, by key
/// @param foreign whether a certificate lies in another namespace, which would have to grant that
/// @param fromAll whether routes of every namespace may attach, and not of the Gateway's own only
///
/// **In the standard:** https://gateway-api.sigs.k8s.io/reference/spec/#listener
record Listener(Key gateway, String name, String protocol, int port, String hostname,
    List<Key> certificates, boolean foreign, boolean fromAll) {

  static List<Listener> of(AnyObject gateway) {
    return Json.list(gateway.resource().tree(), "spec.listeners", tree -> of(gateway.key(), tree));
  }

  private static Listener of(Key gateway, JsonNode tree) {
    List<JsonNode> references = Json.list(tree, "tls.certificateRefs", one -> one);
    return new Listener(gateway, Json.text(tree, "name"), Json.text(tree, "protocol"),
        Json.number(tree, "port", 0), Json.text(tree, "hostname"),
        references.stream().map(one -> new Key(gateway.namespace(), Json.text(one, "name")))
            .toList(),
        references.stream().map(one -> Json.text(one, "namespace"))
            .anyMatch(namespace -> !namespace.isEmpty()
                && !namespace.equals(gateway.namespace())),
        Json.text(tree, "allowedRoutes.namespaces.from").equals("All"));
  }

  boolean isSecure() {
    return protocol.equals("HTTPS");
  }

  boolean allows(String namespace) {
    return fromAll || namespace.equals(gateway.namespace());
  }

  /// Whether a request could name both this listener's host and one of the route's.
  boolean meets(List<String> hosts) {
    return hostname.isEmpty() || hosts.isEmpty()
        || hosts.stream().anyMatch(host -> covers(hostname, host) || covers(host, hostname));
  }

  /// A star stands for one label or more here.
  private static boolean covers(String wanted, String host) {
    return wanted.equals(host)
        || (wanted.startsWith("*.") && host.endsWith(wanted.substring(1)));
  }
}
