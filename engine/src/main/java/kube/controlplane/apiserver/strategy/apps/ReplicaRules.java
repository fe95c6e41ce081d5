package kube.controlplane.apiserver.strategy.apps;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;

/// The rules for the numbers in a status: how many Pods there are, are ready, are available.
final class ReplicaRules {

  private ReplicaRules() {}

  /// Checks that none of these counts is negative.
  static void validateCounts(Field status, List<String> counts) {
    counts.forEach(count -> status.at(count).mustNotBeNegative());
  }

  /// Checks that none of these counts is larger than the number of all Pods.
  static void validateParts(Field status, List<String> parts, String readyName) {
    for (String part : parts) {
      if (status.at(part).number() > status.at("replicas").number()) {
        status.at(part).invalid("cannot be greater than status.replicas");
      }
    }
    if (status.at("availableReplicas").number() > status.at("readyReplicas").number()) {
      status.at("availableReplicas").invalid("cannot be greater than " + readyName);
    }
  }

  /// Checks that a count of collisions only grows.
  static void validateCollisions(Field status, Field before) {
    Field now = status.at("collisionCount");
    if (now.number() < before.at("collisionCount").number()) {
      now.invalid("cannot be decremented");
    }
  }
}
