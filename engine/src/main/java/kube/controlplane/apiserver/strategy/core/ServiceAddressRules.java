package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The rules for a Service's own addresses: of each family at most one, and the first for ever.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/dual-stack/
final class ServiceAddressRules {

  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES = List.of("PreferDualStack", "RequireDualStack",
      "SingleStack");

  private ServiceAddressRules() {}

  static void validate(Field spec) {
    Field list = spec.at("clusterIPs");
    String first = spec.at("clusterIP").text();
    List<Field> addresses = list.elements();
    if (!addresses.isEmpty() && first.isEmpty()) {
      list.invalid("must be empty when `clusterIP` is not specified");
    } else if (!addresses.isEmpty() && !addresses.getFirst().text().equals(first)) {
      list.invalid("first value must match `clusterIP`");
    } else if (addresses.isEmpty() && !first.isEmpty() && !first.equals("None")) {
      Addresses.validate(first, list.path() + "[0]", spec.errors());
    }
    validateFamilies(spec.at("ipFamilies"));
    spec.at("ipFamilyPolicy").mustBeOneOf(POLICIES);
    if (addresses.size() > 1 && first.equals("None")) {
      list.invalid("'None' must be the first and only value");
      return;
    }
    if (first.equals("None")) return;
    addresses.forEach(it -> Addresses.validate(it.text(), it.path(), spec.errors()));
    if (addresses.size() > 2) list.invalid("may only hold up to 2 values");
    long sixes = addresses.stream().filter(it -> it.text().contains(":")).count();
    if (addresses.size() > 1 && sixes != 1) {
      list.invalid("may specify no more than one IP for each IP family");
    }
    validateMatch(addresses, spec.at("ipFamilies").elements());
  }

  private static void validateFamilies(Field families) {
    Set<String> seen = new HashSet<>();
    for (Field family : families.elements()) {
      family.mustBeOneOf(FAMILIES);
      if (!seen.add(family.text())) family.errors().duplicate(family.path(), family.text());
    }
  }

  private static void validateMatch(List<Field> addresses, List<Field> families) {
    for (int index = 0; index < Math.min(addresses.size(), families.size()); index++) {
      String family = families.get(index).text();
      Field address = addresses.get(index);
      boolean isSix = address.text().contains(":");
      if (FAMILIES.contains(family) && isSix != family.equals("IPv6")) {
        address.invalid("expected an " + family + " value as indicated by `ipFamilies[" + index
            + "]`");
      }
    }
  }

  /// Checks that the Service keeps what its clients know it by.
  static void validateUpdate(JsonNode after, JsonNode before, FieldErrors errors) {
    keepHealthPort(after, before, errors);
    keepClass(after, before, errors);
    boolean leaves = Json.text(after, "type").equals("ExternalName")
        || Json.text(before, "type").equals("ExternalName");
    JsonNode now = after.path("clusterIPs");
    JsonNode then = before.path("clusterIPs");
    if (leaves || then.isEmpty()) return;
    if (now.isEmpty()) {
      errors.invalid("spec.clusterIPs[0]", now, "primary clusterIP can not be unset");
      return;
    }
    for (int index = 0; index < Math.min(now.size(), then.size()); index++) {
      if (!now.path(index).equals(then.path(index))) {
        errors.invalid("spec.clusterIPs[" + index + "]", now, "may not change once set");
      }
    }
    boolean isHeadless = now.path(0).asString("").equals("None");
    JsonNode family = before.path("ipFamilies").path(0);
    if (!isHeadless && !family.isMissingNode()
        && !family.equals(after.path("ipFamilies").path(0))) {
      errors.invalid("spec.ipFamilies[0]", after.path("ipFamilies"), "may not change once set");
    }
    if (now.size() < then.size()
        && !Json.text(after, "ipFamilyPolicy").equals("SingleStack")) {
      errors.invalid("spec.ipFamilyPolicy", StringNode.valueOf(Json.text(after, "ipFamilyPolicy")),
          "must be set to 'SingleStack' when releasing the secondary clusterIP");
    }
  }

  private static void keepHealthPort(JsonNode after, JsonNode before, FieldErrors errors) {
    boolean counts = ServiceStrategy.needsHealthCheck(before)
        && ServiceStrategy.needsHealthCheck(after);
    if (counts && !before.path("healthCheckNodePort").equals(after.path("healthCheckNodePort"))) {
      errors.forbidden("spec.healthCheckNodePort", "field is immutable");
    }
  }

  private static void keepClass(JsonNode after, JsonNode before, FieldErrors errors) {
    boolean counts = Json.text(before, "type").equals("LoadBalancer")
        && Json.text(after, "type").equals("LoadBalancer");
    if (counts && !SpecDifference.same(before.path("loadBalancerClass"),
        after.path("loadBalancerClass"))) {
      errors.invalid("spec.loadBalancerClass", after.path("loadBalancerClass"),
          "may not change once set");
    }
  }
}
