package kube.network.ingress;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import tools.jackson.databind.JsonNode;

/// Which Secret holds the certificate for a host. Pure functions.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
final class TlsHosts {

  private TlsHosts() {}

  /// Whether the Ingress wants TLS for anything.
  static boolean isAsked(AnyObject ingress) {
    return !Json.at(ingress.resource().tree(), "spec.tls").isEmpty();
  }

  /// The exact host first, then one with a star, then one for every host.
  static Optional<Key> find(String host, List<AnyObject> ingresses, List<Listener> listeners) {
    Map<String, Key> byHost = new TreeMap<>();
    for (AnyObject ingress : ingresses) {
      for (JsonNode tls : Json.at(ingress.resource().tree(), "spec.tls")) {
        Key secret = new Key(ingress.metadata().namespace(), Json.text(tls, "secretName"));
        List<String> hosts = Json.list(tls, "hosts", one -> one.asString(""));
        (hosts.isEmpty() ? List.of("") : hosts).forEach(one -> byHost.putIfAbsent(one, secret));
      }
    }
    for (Listener listener : listeners) {
      listener.certificates().forEach(one -> byHost.putIfAbsent(listener.hostname(), one));
    }
    String star = host.replaceFirst("^[^.]*", "*");
    return Optional.ofNullable(byHost.get(host))
        .or(() -> Optional.ofNullable(byHost.get(star)))
        .or(() -> Optional.ofNullable(byHost.get("")))
        .or(() -> host.isEmpty() ? byHost.values().stream().findFirst() : Optional.empty());
  }
}
