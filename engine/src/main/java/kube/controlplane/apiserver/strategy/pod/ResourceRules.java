package kube.controlplane.apiserver.strategy.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.strategy.AmountRules;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.ResourceNames;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The rules for requests and limits: known resources, sound amounts, no request above its limit.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
final class ResourceRules {

  /// The rule for the names that may stand here.
  private interface NameRule {
    void check(String name, String field, FieldErrors errors);
  }

  private ResourceRules() {}

  /// Checks what one container asks for.
  static void validate(Field resources, Set<String> claims) {
    validate(resources, ResourceNames::validateOfContainer);
    ResourceClaimRules.validateUses(resources.at("claims"), claims);
  }

  private static void validate(Field resources, NameRule rule) {
    Field limits = resources.at("limits");
    Field requests = resources.at("requests");
    for (Field part : List.of(limits, requests)) {
      part.value().forEachEntry((name, amount) -> {
        String field = part.path() + "[" + name + "]";
        rule.check(name, field, resources.errors());
        validateAmount(name, amount, field, resources.errors());
      });
    }
    requests.value().forEachEntry(
        (name, amount) -> validateAgainstLimit(name, amount, requests, limits));
    List<String> names = new ArrayList<>(limits.value().propertyNames());
    names.addAll(requests.value().propertyNames());
    boolean hasPages = names.stream().anyMatch(ResourceNames::isHugePages);
    if (hasPages && !names.contains("cpu") && !names.contains("memory")) {
      resources.forbidden("HugePages require cpu or memory");
    }
  }

  /// Amounts of resources that are neither requests nor limits, such as a Pod's overhead.
  static void validateAmounts(JsonNode amounts, String field, FieldErrors errors) {
    amounts.forEachEntry((name, amount) -> {
      ResourceNames.validateOfContainer(name, field + "[" + name + "]", errors);
      validateAmount(name, amount, field + "[" + name + "]", errors);
    });
  }

  static void validateAmount(String name, JsonNode value, String field, FieldErrors errors) {
    AmountRules.validate(name, value, field, errors);
    if (!ResourceNames.isHugePages(name)) return;
    Optional<Quantity> page = Quantities.of(
        StringNode.valueOf(name.substring("hugepages-".length())));
    Optional<Quantity> amount = Quantities.of(value);
    boolean fits = page.isPresent() && amount.isPresent() && page.get().amount().signum() > 0
        && amount.get().amount().remainder(page.get().amount()).signum() == 0;
    if (!fits) {
      errors.invalid(field, value,
          value.asString("") + " is not positive integer multiple of " + name);
    }
  }

  private static void validateAgainstLimit(String name, JsonNode request, Field requests,
      Field limits) {
    FieldErrors errors = requests.errors();
    JsonNode limit = limits.value().path(name);
    boolean overcommits = ResourceNames.allowsOvercommit(name);
    if (limit.isMissingNode()) {
      if (!overcommits) limits.required("Limit must be set for non overcommitable resources");
      return;
    }
    Optional<Quantity> asked = Quantities.of(request);
    Optional<Quantity> most = Quantities.of(limit);
    if (asked.isEmpty() || most.isEmpty()) return;
    int comparison = asked.get().compareTo(most.get());
    if (comparison != 0 && !overcommits) {
      errors.invalid(requests.path(), request,
          "must be equal to " + name + " limit of " + limit.asString(""));
    } else if (comparison > 0) {
      errors.invalid(requests.path(), request,
          "must be less than or equal to " + name + " limit of " + limit.asString(""));
    }
  }

  /// Checks what the Pod asks for as a whole, against what its containers ask for.
  static void validatePodLevel(PodScope scope, String path) {
    Field resources = new Field(scope.spec().path("resources"), path, scope.errors());
    if (!resources.isPresent()) return;
    if (resources.at("claims").isPresent()) {
      resources.at("claims").forbidden("claims cannot be set for Resources at pod-level");
    }
    validate(resources, ResourceNames::validateOfPod);
    Aggregate.requests(scope.spec()).forEach((name, sum) -> {
      JsonNode whole = resources.at("requests").value().path(name);
      Quantity asked = Quantities.of(whole).orElse(Quantity.ZERO);
      if (sum.compareTo(asked) <= 0) return;
      scope.errors().invalid(resources.at("requests").path() + "[" + name + "]",
          whole.asString("0"), "must be greater than or equal to aggregate container requests of "
              + Aggregate.text(sum));
    });
    Field containers = new Field(scope.spec().path("containers"), path + ".containers",
        scope.errors());
    for (Field container : containers.elements()) {
      container.value().path("resources").path("limits").forEachEntry((name, limit) -> {
        JsonNode most = resources.at("limits").value().path(name);
        Optional<Quantity> bound = Quantities.of(most);
        if (bound.isEmpty() || Quantities.of(limit).isEmpty()
            || Quantities.of(limit).get().compareTo(bound.get()) <= 0) {
          return;
        }
        scope.errors().invalid(container.path() + "[" + name + "].limits", limit,
            "must be less than or equal to pod limits of " + most.asString(""));
      });
    }
  }
}
