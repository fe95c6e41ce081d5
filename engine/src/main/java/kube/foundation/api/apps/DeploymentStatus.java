package kube.foundation.api.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a Deployment controller sees.
///
/// @param observedGeneration the generation of the wish that these numbers belong to
/// @param replicas all Pods of all versions
/// @param updatedReplicas those of the present version
/// @param unavailableReplicas those that are still missing at work
/// @param terminatingReplicas those on their way out, which count no more
/// @param collisionCount how often the name of a new ReplicaSet was taken by another
public record DeploymentStatus(long observedGeneration, int replicas, int updatedReplicas,
    int readyReplicas, int availableReplicas, int unavailableReplicas, int terminatingReplicas,
    int collisionCount, List<DeploymentCondition> conditions) {

  public DeploymentStatus { conditions = List.copyOf(conditions); }

  static DeploymentStatus of(JsonNode tree) {
    return new DeploymentStatus(tree.path("observedGeneration").asLong(0),
        Json.number(tree, "replicas", 0), Json.number(tree, "updatedReplicas", 0),
        Json.number(tree, "readyReplicas", 0), Json.number(tree, "availableReplicas", 0),
        Json.number(tree, "unavailableReplicas", 0),
        Json.number(tree, "terminatingReplicas", 0), Json.number(tree, "collisionCount", 0),
        Json.list(tree, "conditions", DeploymentCondition::of));
  }

  public Optional<DeploymentCondition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /// The same numbers after one more collision.
  public DeploymentStatus collided() {
    return new DeploymentStatus(observedGeneration, replicas, updatedReplicas, readyReplicas,
        availableReplicas, unavailableReplicas, terminatingReplicas, collisionCount + 1,
        conditions);
  }

  /// The same numbers with this said as well. Saying again what is known already changes nothing;
  /// a new reason alone does not count as a transition.
  public DeploymentStatus with(DeploymentCondition condition) {
    Optional<DeploymentCondition> known = condition(condition.type());
    boolean sameStatus = known.filter(k -> k.status().equals(condition.status())).isPresent();
    if (sameStatus && known.orElseThrow().reason().equals(condition.reason())) return this;
    DeploymentCondition said = sameStatus
        ? condition.since(known.orElseThrow().lastTransitionTime())
        : condition;
    return without(condition.type()).added(said);
  }

  public DeploymentStatus without(String type) {
    return withConditions(
        conditions.stream().filter(condition -> !condition.type().equals(type)).toList());
  }

  private DeploymentStatus added(DeploymentCondition condition) {
    List<DeploymentCondition> all = new ArrayList<>(conditions);
    all.add(condition);
    return withConditions(all);
  }

  private DeploymentStatus withConditions(List<DeploymentCondition> those) {
    return new DeploymentStatus(observedGeneration, replicas, updatedReplicas, readyReplicas,
        availableReplicas, unavailableReplicas, terminatingReplicas, collisionCount, those);
  }

  /// As a merge patch writes it: a count that is zero is taken away.
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("observedGeneration", observedGeneration);
    put(json, "replicas", replicas);
    put(json, "updatedReplicas", updatedReplicas);
    put(json, "readyReplicas", readyReplicas);
    put(json, "availableReplicas", availableReplicas);
    put(json, "unavailableReplicas", unavailableReplicas);
    json.put("terminatingReplicas", terminatingReplicas);
    if (collisionCount > 0) json.put("collisionCount", collisionCount);
    json.set("conditions", Json.array(conditions, DeploymentCondition::toJson));
    return json;
  }

  private static void put(ObjectNode json, String field, int count) {
    if (count == 0) json.putNull(field);
    else
      json.put(field, count);
  }
}
