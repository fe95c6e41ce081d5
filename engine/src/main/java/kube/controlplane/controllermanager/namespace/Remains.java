package kube.controlplane.controllermanager.namespace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.foundation.api.Condition;

/// What is left in a namespace after one pass, and how the namespace says so.
///
/// **In Kubernetes:**
/// [status_condition_utils.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/namespace/deletion/status_condition_utils.go)
final class Remains {

  private final SortedMap<String, Integer> byKind = new TreeMap<>();
  private final SortedMap<String, Integer> byFinalizer = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  /// Notes what is left of one kind.
  void add(String kind, List<Room.Occupant> occupants) {
    if (occupants.isEmpty()) return;
    byKind.put(kind, occupants.size());
    for (Room.Occupant occupant : occupants) {
      occupant.finalizers().forEach(name -> byFinalizer.merge(name, 1, Integer::sum));
    }
  }

  /// Notes that one kind could not be emptied, or not even be looked at.
  void fail(String why) {
    failures.add(why);
  }

  boolean isNothing() {
    return byKind.isEmpty() && failures.isEmpty();
  }

  boolean hasFinalizers() {
    return !byFinalizer.isEmpty();
  }

  Optional<String> firstFailure() {
    return failures.stream().findFirst();
  }

  /// All five conditions, in Kubernetes' words. Those that were there keep the time at which they
  /// became so.
  List<Condition> conditions(List<Condition> before, Instant now) {
    List<Condition> all = new ArrayList<>();
    all.add(good("NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered",
        "All resources successfully discovered"));
    all.add(good("NamespaceDeletionGroupVersionParsingFailure", "ParsedGroupVersions",
        "All legacy kube types successfully parsed"));
    all.add(failures.isEmpty()
        ? good("NamespaceDeletionContentFailure", "ContentDeleted",
            "All content successfully deleted, may be waiting on finalization")
        : bad("NamespaceDeletionContentFailure", "ContentDeletionFailed",
            "Failed to delete all resource types, " + failures.size() + " remaining: "
                + String.join(", ", failures)));
    all.add(byKind.isEmpty()
        ? good("NamespaceContentRemaining", "ContentRemoved", "All content successfully removed")
        : bad("NamespaceContentRemaining", "SomeResourcesRemain",
            "Some resources are remaining: " + kindsLeft()));
    all.add(byFinalizer.isEmpty()
        ? good("NamespaceFinalizersRemaining", "ContentHasNoFinalizers",
            "All content-preserving finalizers finished")
        : bad("NamespaceFinalizersRemaining", "SomeFinalizersRemain",
            "Some content in the namespace has finalizers remaining: " + finalizersLeft()));
    return all.stream().map(condition -> timed(condition, before, now)).toList();
  }

  private String kindsLeft() {
    return byKind.entrySet().stream()
        .map(entry -> qualified(entry.getKey()) + " has " + entry.getValue()
            + " resource instances")
        .collect(Collectors.joining(", "));
  }

  /// `pods.` and `deployments.apps`: the core group's name is empty, and its dot stays.
  private static String qualified(String kind) {
    return kind.contains(".") ? kind : kind + ".";
  }

  private String finalizersLeft() {
    return byFinalizer.entrySet().stream()
        .map(entry -> entry.getKey() + " in " + entry.getValue() + " resource instances")
        .collect(Collectors.joining(", "));
  }

  private static Condition good(String type, String reason, String message) {
    return new Condition(type, "False", reason, message, Optional.empty());
  }

  private static Condition bad(String type, String reason, String message) {
    return new Condition(type, "True", reason, message, Optional.empty());
  }

  private static Condition timed(Condition condition, List<Condition> before, Instant now) {
    Optional<Instant> since = before.stream()
        .filter(one -> one.type().equals(condition.type())
            && one.status().equals(condition.status()))
        .findFirst().flatMap(Condition::lastTransitionTime);
    return new Condition(condition.type(), condition.status(), condition.reason(),
        condition.message(), since.or(() -> Optional.of(now)));
  }
}
