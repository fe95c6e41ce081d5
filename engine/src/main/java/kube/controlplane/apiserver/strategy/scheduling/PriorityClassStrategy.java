package kube.controlplane.apiserver.strategy.scheduling;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PriorityClasses: a name for a number; Pods with a higher one go first.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
final class PriorityClassStrategy implements Strategy {

  private static final String SYSTEM_PREFIX = "system-";
  private static final int HIGHEST_OF_USERS = 1_000_000_000;
  private static final Map<String, Integer> OF_THE_SYSTEM = Map.of(
      "system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

  @Override
  public void setDefaults(ObjectNode object) {
    Defaults.put(object, "preemptionPolicy", "PreemptLowerPriority");
    Defaults.put(object, "value", 0);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field priority = Field.of(object, errors);
    String name = Json.text(object, "metadata.name");
    if (name.startsWith(SYSTEM_PREFIX)) {
      faultOfSystemClass(name, object).ifPresent(fault -> errors.forbidden("metadata.name",
          "priority class names with '" + SYSTEM_PREFIX
              + "' prefix are reserved for system use only. error: " + fault));
    } else if (priority.at("value").number() > HIGHEST_OF_USERS) {
      priority.at("value").forbidden(
          "maximum allowed value of a user defined priority is " + HIGHEST_OF_USERS);
    }
    priority.at("preemptionPolicy").mustBeOneOf(List.of("PreemptLowerPriority", "Never"));
  }

  private static Optional<String> faultOfSystemClass(String name, JsonNode object) {
    Integer value = OF_THE_SYSTEM.get(name);
    if (value == null) return Optional.of(name + " is not a known system priority class");
    if (object.path("value").asLong(0) != value) {
      return Optional.of("value of " + name + " PriorityClass must be " + value);
    }
    return Json.flag(object, "globalDefault")
        ? Optional.of("globalDefault of " + name + " PriorityClass must be false")
        : Optional.empty();
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    if (!object.path("value").equals(old.path("value"))) {
      errors.forbidden("value", "may not be changed in an update.");
    }
    errors.immutable("preemptionPolicy", old.path("preemptionPolicy"),
        object.path("preemptionPolicy"));
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
