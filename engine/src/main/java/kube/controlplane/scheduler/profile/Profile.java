package kube.controlplane.scheduler.profile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import kube.controlplane.scheduler.score.NodeResourcesFit.Strategy;

/// One scheduler under its own name, with the rules that it follows.
///
/// @param name what Pods say in `spec.schedulerName`
/// @param filtersOff the filters that it does not ask
/// @param weights how often each scoring rule counts; a rule that is absent is not asked
/// @param strategy which nodes the resource rule prefers
/// @param preempts whether it may throw out Pods of a lower priority
/// @param percentageOfNodesToScore 0 lets the cluster's size decide
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/scheduling/config/#multiple-profiles
public record Profile(String name, Set<String> filtersOff, Map<String, Integer> weights,
    Strategy strategy, boolean preempts, int percentageOfNodesToScore) {

  /// The weights of a scheduler that nobody configured.
  public static final Map<String, Integer> STANDARD_WEIGHTS = Map.of("TaintToleration", 3,
      "NodeAffinity", 2, "PodTopologySpread", 2, "InterPodAffinity", 2, "NodeResourcesFit", 1,
      "NodeResourcesBalancedAllocation", 1, "ImageLocality", 1);

  /// The profile of a cluster that nobody configured.
  public static Profile standard() {
    return new Profile("default-scheduler", Set.of(), new TreeMap<>(STANDARD_WEIGHTS),
        Strategy.LEAST_ALLOCATED, true, 0);
  }
}
