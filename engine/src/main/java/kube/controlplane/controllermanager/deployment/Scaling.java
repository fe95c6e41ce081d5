package kube.controlplane.controllermanager.deployment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.deployment.Rollout.Hold;
import kube.controlplane.controllermanager.deployment.Rollout.Resize;
import kube.controlplane.controllermanager.deployment.Rollout.Step;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStrategy;

/// A new number of replicas, which is no new version.
///
/// With one version at work it takes the whole difference. In the middle of a roll-out, or paused in
/// the middle of one, each version takes its share, so that neither gains by it; what rounding
/// leaves over goes to the biggest.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#proportional-scaling
final class Scaling {

  private Scaling() {}

  /// Whether the number wished for is another than when the sizes were last chosen.
  static boolean isDue(Deployment deployment, Versions versions) {
    return versions.active().stream()
        .map(Revisions::desired)
        .flatMap(Optional::stream)
        .anyMatch(desired -> desired != deployment.replicas());
  }

  static Rollout decide(Deployment deployment, Versions versions) {
    Optional<ReplicaSet> only = onlyOrLatest(versions);
    if (only.isPresent()) return resize(List.of(new Step(only.get(), deployment.replicas())));
    if (isSaturated(deployment, versions)) {
      return resize(versions.old().stream()
          .filter(set -> set.replicas() > 0)
          .map(set -> new Step(set, 0))
          .toList());
    }
    return deployment.strategy() instanceof DeploymentStrategy.RollingUpdate
        ? resize(inProportion(deployment, versions.active()))
        : new Hold("Several versions are at work, and only a rolling update may mix them.");
  }

  private static Rollout resize(List<Step> steps) {
    return new Resize(steps, "The number of replicas has changed.");
  }

  /// The only version that wishes for Pods; when there is none, the present or else the last one.
  private static Optional<ReplicaSet> onlyOrLatest(Versions versions) {
    List<ReplicaSet> active = versions.active();
    if (active.size() > 1) return Optional.empty();
    if (active.size() == 1) return Optional.of(active.getFirst());
    return versions.current().or(() -> versions.old().isEmpty()
        ? Optional.empty()
        : Optional.of(versions.old().getLast()));
  }

  /// Whether the present version alone can bear the load.
  private static boolean isSaturated(Deployment deployment, Versions versions) {
    int wished = deployment.replicas();
    return versions.current().filter(set -> set.replicas() == wished
        && set.status().availableReplicas() == wished
        && Revisions.desired(set).filter(desired -> desired == wished).isPresent()).isPresent();
  }

  private static List<Step> inProportion(Deployment deployment, List<ReplicaSet> active) {
    int allowed = deployment.replicas() > 0 ? Bounds.of(deployment).mostPods() : 0;
    int difference = allowed - Versions.sum(active, ReplicaSet::replicas);
    Comparator<ReplicaSet> biggest = Comparator.comparingInt(ReplicaSet::replicas).reversed();
    List<ReplicaSet> ordered = active.stream()
        .sorted(biggest.thenComparing(
            difference > 0 ? Versions.OLDEST_FIRST.reversed() : Versions.OLDEST_FIRST))
        .toList();
    List<Step> steps = new ArrayList<>();
    int given = 0;
    for (ReplicaSet set : ordered) {
      int share = share(deployment, set, difference, difference - given);
      steps.add(new Step(set, set.replicas() + share));
      given += share;
    }
    Step first = steps.getFirst();
    steps.set(0,
        new Step(first.set(), Math.max(0, first.replicas() + difference - given)));
    return steps;
  }

  /// What this set gains or loses, within what is left to share out.
  private static int share(Deployment deployment, ReplicaSet set, int difference, int left) {
    if (set.replicas() == 0 || difference == 0 || left == 0) return 0;
    int fair = fairSize(deployment, set) - set.replicas();
    return difference > 0 ? Math.min(fair, left) : Math.max(fair, left);
  }

  /// The size that keeps the set's part of the whole.
  private static int fairSize(Deployment deployment, ReplicaSet set) {
    if (deployment.replicas() == 0) return 0;
    int before = Revisions.most(set).orElse(deployment.status().replicas());
    if (before == 0) return set.replicas();
    return BigDecimal.valueOf(set.replicas())
        .multiply(BigDecimal.valueOf(Bounds.of(deployment).mostPods()))
        .divide(BigDecimal.valueOf(before), 0, RoundingMode.HALF_UP)
        .intValueExact();
  }
}
