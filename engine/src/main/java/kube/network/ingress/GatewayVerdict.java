package kube.network.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import tools.jackson.databind.JsonNode;

/// What the controller thinks of a Gateway's listeners and of a route's wishes. Pure functions.
///
/// **In the standard:** https://gateway-api.sigs.k8s.io/geps/gep-1364/
final class GatewayVerdict {

  private GatewayVerdict() {}

  /// Whether the listener can be opened and its references be followed.
  static List<Finding> ofListener(Listener listener, Predicate<Key> hasCertificate) {
    List<Finding> findings = new ArrayList<>();
    Finding accepted = accepted(listener);
    Finding resolved = resolved(listener, hasCertificate);
    findings.add(accepted);
    findings.add(accepted.holds() && resolved.holds()
        ? Finding.yes("Programmed")
        : Finding.no("Programmed", "Invalid", "Listener is not valid"));
    findings.add(resolved);
    findings.add(Finding.no("Conflicted", "NoConflicts", ""));
    return findings;
  }

  private static Finding accepted(Listener listener) {
    String protocol = listener.protocol();
    if (!Set.of("HTTP", "HTTPS").contains(protocol)) {
      return Finding.no("Accepted", "UnsupportedProtocol", "Protocol " + protocol
          + " is not supported");
    }
    int port = listener.isSecure() ? HttpRouter.HTTPS : HttpRouter.HTTP;
    return listener.port() == port
        ? Finding.yes("Accepted")
        : Finding.no("Accepted", "PortUnavailable", "Port " + listener.port()
            + " is not available for " + protocol + ", only " + port + " is");
  }

  private static Finding resolved(Listener listener, Predicate<Key> hasCertificate) {
    if (listener.foreign()) {
      return Finding.no("ResolvedRefs", "RefNotPermitted",
          "Certificate ref to secret not permitted by any ReferenceGrant");
    }
    for (Key secret : listener.certificates()) {
      if (!hasCertificate.test(secret)) {
        return Finding.no("ResolvedRefs", "InvalidCertificateRef", "Secret " + secret
            + " does not exist or holds no certificate");
      }
    }
    boolean isMissing = listener.isSecure() && listener.certificates().isEmpty();
    return isMissing
        ? Finding.no("ResolvedRefs", "InvalidCertificateRef", "Listener has no certificate")
        : Finding.yes("ResolvedRefs");
  }

  /// To which listeners a route attaches with one of its references.
  static List<Listener> attached(AnyObject route, JsonNode parent, List<Listener> listeners) {
    List<String> hosts = hosts(route);
    return candidates(parent, listeners).stream()
        .filter(one -> one.allows(route.metadata().namespace()) && one.meets(hosts)).toList();
  }

  private static List<Listener> candidates(JsonNode parent, List<Listener> listeners) {
    String section = Json.text(parent, "sectionName");
    int port = Json.number(parent, "port", 0);
    return listeners.stream().filter(one -> section.isEmpty() || one.name().equals(section))
        .filter(one -> port == 0 || one.port() == port).toList();
  }

  static List<String> hosts(AnyObject route) {
    return Json.list(route.resource().tree(), "spec.hostnames", host -> host.asString(""));
  }

  /// What the Gateway says to one reference of a route.
  static Finding ofParent(AnyObject route, JsonNode parent, List<Listener> listeners) {
    List<Listener> candidates = candidates(parent, listeners);
    if (candidates.isEmpty()) {
      return Finding.no("Accepted", "NoMatchingParent", "No listener matches the reference");
    }
    List<Listener> open = candidates.stream()
        .filter(one -> one.allows(route.metadata().namespace())).toList();
    if (open.isEmpty()) {
      return Finding.no("Accepted", "NotAllowedByListeners",
          "The listeners do not allow routes of namespace " + route.metadata().namespace());
    }
    return open.stream().anyMatch(one -> one.meets(hosts(route)))
        ? Finding.yes("Accepted")
        : Finding.no("Accepted", "NoMatchingListenerHostname",
            "No hostname of the route meets a listener's");
  }

  /// Whether everything that the route's rules send to is there.
  static Finding ofBackends(AnyObject route, Predicate<Key> isService) {
    String home = route.metadata().namespace();
    for (JsonNode rule : Json.at(route.resource().tree(), "spec.rules")) {
      for (JsonNode backend : rule.path("backendRefs")) {
        String kind = backend.path("kind").asString("Service");
        String name = Json.text(backend, "name");
        String namespace = Json.text(backend, "namespace");
        if (!kind.equals("Service")) {
          return Finding.no("ResolvedRefs", "InvalidKind", "Kind " + kind + " is not supported");
        }
        if (!namespace.isEmpty() && !namespace.equals(home)) {
          return Finding.no("ResolvedRefs", "RefNotPermitted", "Backend ref to service "
              + namespace + "/" + name + " not permitted by any ReferenceGrant");
        }
        if (!isService.test(new Key(home, name))) {
          return Finding.no("ResolvedRefs", "BackendNotFound", "Service " + home + "/" + name
              + " not found");
        }
      }
    }
    return Finding.yes("ResolvedRefs");
  }
}
