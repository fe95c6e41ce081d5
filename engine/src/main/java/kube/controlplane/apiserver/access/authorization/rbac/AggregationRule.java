package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;

/// A ClusterRole that is put together from others: from all whose labels it selects.
///
/// So that whoever adds a kind can say, by a label on a role of theirs, that `view` covers it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
record AggregationRule(List<LabelSelector> selectors) {

  private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

  static Optional<AggregationRule> of(JsonNode role) {
    JsonNode selectors = Json.at(role, "aggregationRule.clusterRoleSelectors");
    if (selectors.isEmpty()) return Optional.empty();
    return Optional.of(new AggregationRule(selectors.valueStream()
        .filter(AggregationRule::isSound).map(LabelSelector::of).toList()));
  }

  private static boolean isSound(JsonNode selector) {
    return selector.path("matchExpressions").valueStream()
        .allMatch(expression -> OPERATORS.contains(Json.text(expression, "operator")));
  }

  /// The rules of the role: of an aggregated one, those of all that it takes in, each once.
  ///
  /// `admin` takes in `edit`, which takes in `view`: a selected role may be put together as well.
  static List<PolicyRule> rulesOf(Resource role, List<Resource> all) {
    Set<PolicyRule> rules = new LinkedHashSet<>();
    collect(role, all, rules, new HashSet<>());
    return List.copyOf(rules);
  }

  private static void collect(Resource role, List<Resource> all, Set<PolicyRule> rules,
      Set<String> visited) {
    if (!visited.add(role.name())) return;
    Optional<AggregationRule> aggregation = of(role.tree());
    if (aggregation.isEmpty()) rules.addAll(PolicyRule.listOf(role.tree()));
    for (LabelSelector selector : aggregation.map(AggregationRule::selectors).orElse(List.of())) {
      for (Resource other : all) {
        if (selector.matches(Json.texts(other.tree(), "metadata.labels"))) {
          collect(other, all, rules, visited);
        }
      }
    }
  }
}
