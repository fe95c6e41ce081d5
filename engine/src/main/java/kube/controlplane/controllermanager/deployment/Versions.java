package kube.controlplane.controllermanager.deployment;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Deployment's ReplicaSets: the one of the present template, and the old ones, oldest first.
///
/// A set belongs to the present template when its own says the same, not when its name does: so a
/// Deployment that goes back to an earlier template finds the set that it had then.
public record Versions(Optional<ReplicaSet> current, List<ReplicaSet> old) {

  /// The label by which the Pods of one version are told from those of another.
  static final String HASH_LABEL = "pod-template-hash";

  static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator
      .comparing((ReplicaSet set) -> set.metadata().creationTimestamp().orElseThrow())
      .thenComparing(set -> set.metadata().name());

  public Versions { old = List.copyOf(old); }

  /// @param sets all that are the Deployment's
  public static Versions of(Deployment deployment, List<ReplicaSet> sets) {
    JsonNode wished = withoutHash(deployment.template());
    Optional<ReplicaSet> current = sets.stream()
        .sorted(OLDEST_FIRST)
        .filter(set -> withoutHash(set.template()).equals(wished))
        .findFirst();
    return new Versions(current, sets.stream()
        .filter(set -> current.filter(c -> isSame(c, set)).isEmpty())
        .sorted(OLDEST_FIRST)
        .toList());
  }

  /// Whether the set was made for this very template.
  static boolean isOf(Deployment deployment, ReplicaSet set) {
    return withoutHash(set.template()).equals(withoutHash(deployment.template()));
  }

  /// All of them, the present one last.
  public List<ReplicaSet> all() {
    return Stream.concat(old.stream(), current.stream()).toList();
  }

  /// Those that wish for Pods.
  public List<ReplicaSet> active() {
    return all().stream().filter(set -> set.replicas() > 0).toList();
  }

  public int currentReplicas() {
    return current.map(ReplicaSet::replicas).orElse(0);
  }

  static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> number) {
    return sets.stream().mapToInt(number).sum();
  }

  /// The same versions, once the present one has got its set.
  Versions withCurrent(ReplicaSet set) {
    return new Versions(Optional.of(set), old);
  }

  private static boolean isSame(ReplicaSet one, ReplicaSet other) {
    return one.metadata().uid().equals(other.metadata().uid());
  }

  static JsonNode withoutHash(String template) {
    JsonNode tree = Json.parse(template.getBytes(StandardCharsets.UTF_8));
    if (Json.at(tree, "metadata.labels") instanceof ObjectNode labels) {
      labels.remove(HASH_LABEL);
      if (labels.isEmpty()) ((ObjectNode) tree.path("metadata")).remove("labels");
    }
    return tree;
  }
}
