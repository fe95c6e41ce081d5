package kube.controlplane.controllermanager.deployment;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;

/// What a Deployment writes on its ReplicaSets to find its way later.
///
/// Versions are numbered in the order in which they became the present one. Going back to an old one
/// gives it the next number and remembers the former: `kubectl rollout history` reads these.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment
final class Revisions {

  /// The number of the version.
  static final String REVISION = "deployment.kubernetes.io/revision";

  private static final String FORMER = "deployment.kubernetes.io/revision-history";
  private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  private static final String MOST = "deployment.kubernetes.io/max-replicas";
  private static final int FORMER_CHARACTERS = 2_000;

  /// What is said of the Deployment alone.
  private static final Set<String> NOT_HANDED_ON = Set.of(REVISION, FORMER, DESIRED, MOST,
      "kubectl.kubernetes.io/last-applied-configuration",
      "deprecated.deployment.rollback.to");

  private Revisions() {}

  /// The number of the set's version; 0 when it has none.
  static long number(ReplicaSet set) {
    return parse(set.metadata().annotations().get(REVISION)).orElse(0L);
  }

  /// The number that the present version gets when it becomes the present one now.
  static long next(List<ReplicaSet> old) {
    return old.stream().mapToLong(Revisions::number).max().orElse(0) + 1;
  }

  /// How many replicas the Deployment wished for when the set's size was last chosen.
  static Optional<Integer> desired(ReplicaSet set) {
    return parse(set.metadata().annotations().get(DESIRED)).map(Math::toIntExact);
  }

  /// How many Pods the Deployment might have had when the set's size was last chosen.
  static Optional<Integer> most(ReplicaSet set) {
    return parse(set.metadata().annotations().get(MOST)).map(Math::toIntExact);
  }

  /// The annotations that record for which size of the Deployment a set's own size was chosen.
  static SortedMap<String, String> size(Deployment deployment) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put(DESIRED, Integer.toString(deployment.replicas()));
    annotations.put(MOST, Integer.toString(Bounds.of(deployment).mostPods()));
    return annotations;
  }

  /// The annotations of a set that is about to be made.
  static SortedMap<String, String> ofNewSet(Deployment deployment, List<ReplicaSet> old) {
    SortedMap<String, String> annotations = handedOn(deployment);
    annotations.put(REVISION, Long.toString(next(old)));
    annotations.putAll(size(deployment));
    return annotations;
  }

  /// What the annotations of the present version's set lack.
  static SortedMap<String, String> lackedBy(ReplicaSet set, Deployment deployment,
      List<ReplicaSet> old) {
    SortedMap<String, String> present = set.metadata().annotations();
    SortedMap<String, String> lacking = handedOn(deployment);
    lacking.entrySet().removeIf(entry -> entry.getValue().equals(present.get(entry.getKey())));
    long next = next(old);
    long number = number(set);
    if (number < next) {
      lacking.put(REVISION, Long.toString(next));
      if (number > 0) lacking.put(FORMER, former(present.get(FORMER), number));
    }
    return Collections.unmodifiableSortedMap(lacking);
  }

  private static String former(@org.jspecify.annotations.Nullable String before, long number) {
    String all = before == null || before.isEmpty() ? "" + number : before + "," + number;
    while (all.length() > FORMER_CHARACTERS && all.indexOf(',') >= 0) {
      all = all.substring(all.indexOf(',') + 1);
    }
    return all;
  }

  private static SortedMap<String, String> handedOn(Deployment deployment) {
    SortedMap<String, String> annotations = new TreeMap<>(deployment.metadata().annotations());
    annotations.keySet().removeAll(NOT_HANDED_ON);
    return annotations;
  }

  private static Optional<Long> parse(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }
}
