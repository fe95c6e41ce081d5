package kube.controlplane.controllermanager.clusterroleaggregation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills the rules of a ClusterRole with an `aggregationRule` from all roles whose labels it selects,
/// each rule once, in the order of the roles' names.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [clusterroleaggregation_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go)
public final class ClusterRoleAggregation {

  private final ApiClient client;
  private final SharedInformer<AnyObject> roles;
  private final ControllerLoop loop;

  public ClusterRoleAggregation(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.roles = informers.of(AccessKinds.CLUSTER_ROLE);
    roles.onChange(change -> roles.list("").stream()
        .filter(role -> !selectors(role).isEmpty())
        .forEach(role -> loop.look(role.key())));
  }

  private static JsonNode selectors(AnyObject role) {
    return Json.at(role.resource().tree(), "aggregationRule.clusterRoleSelectors");
  }

  private Result reconcile(Key key) {
    Optional<AnyObject> found = roles.get(key).filter(role -> !selectors(role).isEmpty());
    if (found.isEmpty()) return Result.done();
    Set<JsonNode> rules = new LinkedHashSet<>();
    for (JsonNode selector : selectors(found.get())) {
      LabelSelector wanted = LabelSelector.of(selector);
      roles.list("").stream()
          .filter(role -> !role.key().equals(key))
          .filter(role -> wanted.matches(role.metadata().labels()))
          .forEach(role -> role.resource().tree().path("rules").forEach(rules::add));
    }
    if (isFilled(found.get(), List.copyOf(rules))) return Result.done();
    ObjectNode patch = Json.object();
    ArrayNode list = patch.putArray("rules");
    rules.forEach(list::add);
    return client.patch(AccessKinds.CLUSTER_ROLE, key, patch).refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }

  /// The order of the rules means nothing, so a role that has them all is left as it is.
  private static boolean isFilled(AnyObject role, List<JsonNode> wanted) {
    List<JsonNode> there = role.resource().tree().path("rules").valueStream().toList();
    return there.size() == wanted.size() && there.containsAll(wanted);
  }
}
