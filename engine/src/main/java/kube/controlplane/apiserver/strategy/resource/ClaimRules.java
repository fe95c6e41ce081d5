package kube.controlplane.apiserver.strategy.resource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a claim wishes for, in claims and in the templates of claims alike.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
final class ClaimRules {

  private static final int REQUESTS_AT_MOST = 32;

  private ClaimRules() {}

  /// A request means exactly one device, where it does not say how many.
  static void setDefaults(JsonNode spec) {
    Defaults.each(spec.path("devices").path("requests"), request -> {
      if (request.path("exactly") instanceof ObjectNode exactly) fill(exactly);
      Defaults.each(request.path("firstAvailable"), ClaimRules::fill);
    });
  }

  private static void fill(ObjectNode request) {
    Defaults.put(request, "allocationMode", "ExactCount");
    if (request.path("allocationMode").asString("").equals("ExactCount")) {
      Defaults.put(request, "count", 1);
    }
  }

  static void validate(Field spec) {
    Field requests = spec.at("devices").at("requests");
    requests.mustHaveAtMost(REQUESTS_AT_MOST);
    Set<String> names = new TreeSet<>();
    for (Field request : requests.elements()) {
      Field name = request.at("name");
      name.mustBeNamed(Names.DNS_LABEL);
      if (!names.add(name.text())) name.errors().duplicate(name.path(), name.value());
      boolean isExact = request.at("exactly").isPresent();
      boolean isChoice = !request.at("firstAvailable").isEmpty();
      if (isExact == isChoice) {
        request.errors().invalid(request.path(), request.value(), isExact
            ? "exactly one of `exactly` or `firstAvailable` is required, but multiple fields are"
                + " set"
            : "exactly one of `exactly` or `firstAvailable` is required");
      }
      if (isExact) validateRequest(request.at("exactly"));
      request.at("firstAvailable").elements().forEach(ClaimRules::validateRequest);
    }
  }

  private static void validateRequest(Field request) {
    request.at("deviceClassName").mustBeNamed(Names.DNS_SUBDOMAIN);
    Field mode = request.at("allocationMode");
    Field count = request.at("count");
    mode.mustBeOneOf(List.of("All", "ExactCount"));
    if (mode.text().equals("All") && count.number() != 0) {
      count.invalid("must not be specified when allocationMode is 'All'");
    }
    if (mode.text().equals("ExactCount") && count.number() <= 0) {
      count.invalid("must be greater than zero");
    }
  }
}
