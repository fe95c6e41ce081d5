package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.ResourceNames;

/// The rules for which Pods a quota counts.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
final class QuotaScopes {

  private static final Set<String> ALL = Set.of("Terminating", "NotTerminating", "BestEffort",
      "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass");
  private static final Set<String> ONLY_EXIST = Set.of("Terminating", "NotTerminating",
      "BestEffort", "NotBestEffort", "CrossNamespacePodAffinity");
  private static final Set<String> COMPUTING = Set.of("pods", "cpu", "memory", "limits.cpu",
      "limits.memory", "requests.cpu", "requests.memory");

  private QuotaScopes() {}

  static void validate(Field spec) {
    Set<String> scopes = new HashSet<>();
    Field list = spec.at("scopes");
    for (Field scope : list.elements()) {
      if (!ALL.contains(scope.text())) list.invalid("unsupported scope");
      refuseForeign(spec, scope.text(), list);
      scopes.add(scope.text());
    }
    refuseConflicts(scopes, list);
    validateSelector(spec, spec.at("scopeSelector"));
  }

  private static void validateSelector(Field spec, Field selector) {
    Set<String> scopes = new HashSet<>();
    Field list = new Field(selector.value().path("matchExpressions"),
        selector.path() + ".matchExpressions", spec.errors());
    for (Field term : list.elements()) {
      String scope = term.at("scopeName").text();
      String operator = term.at("operator").text();
      if (!ALL.contains(scope)) {
        spec.errors().invalid(list.path() + ".scopeName", scope, "unsupported scope");
      }
      refuseForeign(spec, scope, new Field(selector.value(), list.path(), spec.errors()));
      if (ONLY_EXIST.contains(scope) && !operator.equals("Exists")) {
        spec.errors().invalid(list.path() + ".operator", operator, "must be 'Exists' when scope is"
            + " any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating,"
            + " ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or"
            + " ResourceQuotaScopeCrossNamespacePodAffinity");
      }
      validateValues(term, operator, list.path());
      scopes.add(scope);
    }
    refuseConflicts(scopes, spec.at("scopes"));
  }

  private static void validateValues(Field term, String operator, String list) {
    Field values = new Field(term.value().path("values"), list + ".values", term.errors());
    switch (operator) {
      case "In", "NotIn" -> values.mustBeThere(
          "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          values.invalid("must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope"
              + " selector");
        }
      }
      default -> term.errors().invalid(list + ".operator", operator,
          "not a valid selector operator");
    }
  }

  /// Most scopes are about Pods, and cannot narrow the count of anything else.
  private static void refuseForeign(Field spec, String scope, Field place) {
    for (String resource : spec.at("hard").value().propertyNames()) {
      boolean fits = switch (scope) {
        case "BestEffort" -> resource.equals("pods");
        case "Terminating", "NotTerminating", "NotBestEffort", "PriorityClass",
            "CrossNamespacePodAffinity" ->
          COMPUTING.contains(resource);
        default -> true;
      };
      if (!fits && ResourceNames.isOfQuotas(resource)) {
        place.invalid("unsupported scope applied to resource");
      }
    }
  }

  private static void refuseConflicts(Set<String> scopes, Field place) {
    for (List<String> pair : List.of(List.of("BestEffort", "NotBestEffort"),
        List.of("Terminating", "NotTerminating"))) {
      if (scopes.containsAll(pair)) place.invalid("conflicting scopes");
    }
  }
}
