package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.PortRules;
import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// The rules for a Service's wish: which fields go with which type, and what its ports are.
///
/// **In Kubernetes:** `ValidateService` of
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
final class ServiceRules {

  private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer",
      "NodePort");
  private static final List<String> POLICIES = List.of("Cluster", "Local");
  private static final List<String> DISTRIBUTIONS = List.of("PreferClose", "PreferSameNode",
      "PreferSameZone");
  private static final int DAY_SECONDS = 86_400;

  private ServiceRules() {}

  static void validate(Field spec) {
    validateType(spec);
    validatePorts(spec);
    MetadataRules.validateLabels(spec.at("selector").value(), "spec.selector", spec.errors());
    validateAffinity(spec);
    String type = spec.at("type").text();
    if (!type.equals("ExternalName")) ServiceAddressRules.validate(spec);
    for (Field address : spec.at("externalIPs").elements()) {
      Addresses.validate(address.text(), address.path(), spec.errors());
      if (Addresses.isAddress(address.text())) {
        Addresses.validateNotSpecial(address.text(), address.path(), spec.errors());
      }
    }
    spec.at("type").mustBeOneOf(TYPES);
    validateNodePorts(spec, type);
    validateBalancer(spec, type.equals("LoadBalancer"));
    validatePolicies(spec);
  }

  private static void validateType(Field spec) {
    String type = spec.at("type").text();
    boolean headless = spec.at("clusterIP").text().equals("None");
    boolean isName = type.equals("ExternalName");
    if (!headless && !isName) spec.at("ports").mustBeThere();
    if (headless && (type.equals("NodePort") || type.equals("LoadBalancer"))) {
      spec.errors().invalid("spec.clusterIPs[0]", "None",
          "may not be set to 'None' for " + type + " services");
    }
    if (!isName) return;
    for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      if (!spec.at(field).isEmpty()) {
        spec.at(field).forbidden("may not be set for ExternalName services");
      }
    }
    String name = spec.at("externalName").text();
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    spec.errors().requiredForm("spec.externalName", bare, Names.DNS_SUBDOMAIN);
  }

  private static void validatePorts(Field spec) {
    Set<String> names = new HashSet<>();
    List<Field> ports = spec.at("ports").elements();
    for (Field port : ports) {
      Field name = port.at("name");
      if (ports.size() > 1) name.mustBeThere();
      if (!name.isEmpty()) {
        name.mustHaveForm(Names.DNS_LABEL);
        if (!names.add(name.text())) spec.errors().duplicate(name.path(), name.text());
      }
      PortRules.validateNumber(port.at("port"));
      PortRules.validateProtocol(port.at("protocol"));
      if (port.at("targetPort").isPresent()) {
        PortRules.validateNumberOrName(port.at("targetPort"));
      }
      port.at("appProtocol").mustBeKey();
    }
  }

  /// Two ports may share a number when they differ in the protocol.
  private static void validateNodePorts(Field spec, String type) {
    Set<String> onNodes = new HashSet<>();
    Set<String> inside = new HashSet<>();
    for (Field port : spec.at("ports").elements()) {
      Field onNode = port.at("nodePort");
      String protocol = port.at("protocol").text();
      if (onNode.number() != 0 && type.equals("ClusterIP")) {
        onNode.forbidden("may not be used when `type` is 'ClusterIP'");
      }
      if (onNode.number() != 0 && !onNodes.add(protocol + onNode.number())) {
        spec.errors().duplicate(onNode.path(), onNode.value());
      }
      if (!inside.add(protocol + port.at("port").number())) {
        ObjectNode shown = Json.object().put("protocol", protocol);
        shown.set("port", port.at("port").value());
        spec.errors().duplicate(port.path(), shown);
      }
    }
  }

  private static void validateAffinity(Field spec) {
    spec.at("sessionAffinity").mustBeOneOf(List.of("ClientIP", "None"));
    Field config = spec.at("sessionAffinityConfig");
    boolean sticks = spec.at("sessionAffinity").text().equals("ClientIP");
    if (!sticks) {
      if (config.isPresent() && spec.at("sessionAffinity").text().equals("None")) {
        config.forbidden("must not be set when session affinity is None");
      }
      return;
    }
    Field seconds = config.at("clientIP").at("timeoutSeconds");
    if (!seconds.isPresent()) {
      seconds.required("when session affinity type is ClientIP");
    } else if (seconds.number() <= 0 || seconds.number() > DAY_SECONDS) {
      seconds.invalid("must be greater than 0 and less than " + DAY_SECONDS);
    }
  }

  private static void validateBalancer(Field spec, boolean isBalanced) {
    String why = "may only be used when `type` is 'LoadBalancer'";
    Field ranges = new Field(spec.value().path("loadBalancerSourceRanges"),
        "spec.LoadBalancerSourceRanges", spec.errors());
    if (!ranges.isEmpty() && !isBalanced) ranges.forbidden(why);
    for (Field range : ranges.elements()) {
      Addresses.validateNetwork(range.text().strip(), range.path(), spec.errors());
    }
    for (String field : List.of("allocateLoadBalancerNodePorts", "loadBalancerClass")) {
      if (spec.at(field).isPresent() && !isBalanced) spec.at(field).forbidden(why);
    }
    if (isBalanced) spec.at("loadBalancerClass").mustBeKey();
  }

  private static void validatePolicies(Field spec) {
    Field outside = spec.at("externalTrafficPolicy");
    if (!ServiceStrategy.isReachedFromOutside(spec.value())) {
      if (!outside.isEmpty()) {
        outside.invalid("may only be set for externally-accessible services");
      }
    } else if (outside.mustBeThere()) {
      outside.mustBeOneOf(POLICIES);
    }
    Field check = spec.at("healthCheckNodePort");
    if (!ServiceStrategy.needsHealthCheck(spec.value()) && check.number() != 0) {
      check.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is"
          + " 'Local'");
    } else if (check.number() != 0) {
      check.mustBePort();
    }
    spec.at("internalTrafficPolicy").mustBeOneOf(POLICIES);
    spec.at("trafficDistribution").mustBeOneOf(DISTRIBUTIONS);
  }
}
