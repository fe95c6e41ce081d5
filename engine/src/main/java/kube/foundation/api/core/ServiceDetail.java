package kube.foundation.api.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import tools.jackson.databind.JsonNode;

/// A Service with all that those need who lead traffic: endpoint controllers, kube-proxy, DNS, the
/// cloud's balancer.
///
/// @param clusterIP empty, `None`, or the virtual address
/// @param addresses where it can be reached from outside on its own ports: `spec.externalIPs` and
///   the balancer's
/// @param affinity for how long a client keeps its endpoint; empty when it need not
/// @param externalLocal whether traffic from outside stays on the node that it reached, `internalLocal`
///   the same for traffic from Pods
/// @param distribution `spec.trafficDistribution`, or empty
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/
public record ServiceDetail(Metadata metadata, String type, String clusterIP,
    SortedMap<String, String> selector, List<Port> ports, String externalName,
    List<String> externalIPs, List<String> balancerIPs, Optional<Duration> affinity,
    boolean externalLocal, boolean internalLocal, boolean publishesNotReady, String distribution,
    int healthPort, String balancerClass, List<String> allowedSources)
    implements
      KubernetesObject {

  /// @param targetName the name of the Pods' port; empty when `targetNumber` says which it is
  /// @param nodePort 0 when it has none
  public record Port(String name, String protocol, int port, String targetName, int targetNumber,
      int nodePort, String appProtocol) {

    static Port of(JsonNode tree) {
      JsonNode target = tree.path("targetPort");
      int port = Json.number(tree, "port", 0);
      boolean isName = target.isString() && !target.asString("").matches("\\d+");
      int number = target.isString() && !isName
          ? Integer.parseInt(target.asString("0"))
          : target.asInt(0);
      return new Port(Json.text(tree, "name"), Json.text(tree, "protocol"), port,
          isName ? target.asString("") : "", number == 0 ? port : number,
          Json.number(tree, "nodePort", 0), Json.text(tree, "appProtocol"));
    }
  }

  public ServiceDetail {
    ports = List.copyOf(ports);
    externalIPs = List.copyOf(externalIPs);
    balancerIPs = List.copyOf(balancerIPs);
    allowedSources = List.copyOf(allowedSources);
  }

  public static ServiceDetail of(Resource resource) {
    JsonNode tree = resource.tree();
    JsonNode spec = tree.path("spec");
    return new ServiceDetail(resource.metadata(), Json.text(spec, "type"),
        Json.text(spec, "clusterIP"), Json.texts(spec, "selector"),
        Json.list(spec, "ports", Port::of), Json.text(spec, "externalName"),
        Json.list(spec, "externalIPs", ip -> ip.asString("")), balancers(tree), affinity(spec),
        Json.text(spec, "externalTrafficPolicy").equals("Local"),
        Json.text(spec, "internalTrafficPolicy").equals("Local"),
        Json.flag(spec, "publishNotReadyAddresses"), Json.text(spec, "trafficDistribution"),
        Json.number(spec, "healthCheckNodePort", 0), Json.text(spec, "loadBalancerClass"),
        Json.list(spec, "loadBalancerSourceRanges", range -> range.asString("")));
  }

  public boolean isHeadless() {
    return clusterIP.equals("None");
  }

  public boolean isExternalName() {
    return type.equals("ExternalName");
  }

  /// Whether it has a virtual address.
  public boolean hasClusterIP() {
    return !isExternalName() && !clusterIP.isEmpty() && !isHeadless();
  }

  private static List<String> balancers(JsonNode tree) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode ingress : Json.at(tree, "status.loadBalancer.ingress")) {
      String mode = Json.text(ingress, "ipMode");
      if (ingress.has("ip") && !mode.equals("Proxy")) addresses.add(Json.text(ingress, "ip"));
    }
    return addresses;
  }

  private static Optional<Duration> affinity(JsonNode spec) {
    if (!Json.text(spec, "sessionAffinity").equals("ClientIP")) return Optional.empty();
    return Optional.of(Duration.ofSeconds(
        Json.number(spec, "sessionAffinityConfig.clientIP.timeoutSeconds", 10_800)));
  }
}
