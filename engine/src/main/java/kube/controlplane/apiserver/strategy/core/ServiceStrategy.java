package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Services: ports, a type, and an address that stays as long as the Service does.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/
final class ServiceStrategy implements Strategy {

  private static final int AFFINITY_SECONDS = 10_800;
  private static final List<String> OF_LOAD_BALANCERS = List.of("allocateLoadBalancerNodePorts",
      "loadBalancerClass", "loadBalancerSourceRanges");
  private static final List<String> ADDRESSES = List.of("clusterIP", "clusterIPs", "ipFamilies",
      "ipFamilyPolicy");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "type", "ClusterIP");
    Defaults.put(spec, "sessionAffinity", "None");
    fillAffinity(spec);
    Each.object(spec.path("ports"), ServiceStrategy::fillPort);
    String type = Json.text(spec, "type");
    if (!type.equals("ExternalName")) Defaults.put(spec, "internalTrafficPolicy", "Cluster");
    if (isReachedFromOutside(spec)) Defaults.put(spec, "externalTrafficPolicy", "Cluster");
    if (type.equals("LoadBalancer")) Defaults.put(spec, "allocateLoadBalancerNodePorts", true);
  }

  private static void fillAffinity(ObjectNode spec) {
    switch (Json.text(spec, "sessionAffinity")) {
      case "None" -> spec.remove("sessionAffinityConfig");
      case "ClientIP" -> Defaults.put(
          Defaults.object(Defaults.object(spec, "sessionAffinityConfig"), "clientIP"),
          "timeoutSeconds", AFFINITY_SECONDS);
      default -> {}
    }
  }

  private static void fillPort(ObjectNode port) {
    Defaults.put(port, "protocol", "TCP");
    JsonNode target = port.path("targetPort");
    boolean isNothing = target.isMissingNode() || target.asString("").isEmpty()
        || target.asString("").equals("0");
    if (isNothing && port.has("port")) port.set("targetPort", port.get("port"));
  }

  static boolean isReachedFromOutside(JsonNode spec) {
    String type = Json.text(spec, "type");
    return type.equals("LoadBalancer") || type.equals("NodePort")
        || (type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
  }

  /// Whether a load balancer must find out which nodes have Pods of the Service.
  static boolean needsHealthCheck(JsonNode spec) {
    return Json.text(spec, "type").equals("LoadBalancer")
        && Json.text(spec, "externalTrafficPolicy").equals("Local");
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").putObject("loadBalancer");
  }

  /// What only the old type had goes with it, when the author has not changed it.
  @Override
  public void prepareForUpdate(String subresource, ObjectNode object, JsonNode old) {
    if (!subresource.isEmpty() || !(object.path("spec") instanceof ObjectNode spec)) return;
    JsonNode before = old.path("spec");
    String type = Json.text(spec, "type");
    boolean keepsPorts = type.equals("NodePort") || type.equals("LoadBalancer");
    if (!keepsPorts) dropSame(spec.path("ports"), before.path("ports"));
    if (!type.equals("LoadBalancer")) {
      OF_LOAD_BALANCERS.forEach(field -> dropSame(spec, before, field));
    }
    if (type.equals("ExternalName")) {
      ADDRESSES.forEach(field -> dropSame(spec, before, field));
    } else {
      dropSame(spec, before, "externalName");
    }
    if (!isReachedFromOutside(spec)) dropSame(spec, before, "externalTrafficPolicy");
    if (!needsHealthCheck(spec)) dropSame(spec, before, "healthCheckNodePort");
  }

  private static void dropSame(ObjectNode spec, JsonNode before, String field) {
    if (before.has(field) && before.path(field).equals(spec.path(field))
        && !Json.text(before, "type").equals(Json.text(spec, "type"))) {
      spec.remove(field);
    }
  }

  private static void dropSame(JsonNode ports, JsonNode before) {
    List<Integer> old = before.valueStream().map(port -> Json.number(port, "nodePort", 0)).toList();
    Each.object(ports, port -> {
      if (old.contains(Json.number(port, "nodePort", -1))) port.remove("nodePort");
    });
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    ServiceRules.validate(Field.of(object, errors).at("spec"));
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    ServiceAddressRules.validateUpdate(object.path("spec"), old.path("spec"), errors);
  }

  @Override
  public Names nameForm() {
    return Names.DNS_1035_LABEL;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("spec.clusterIP", "spec.type");
  }
}
