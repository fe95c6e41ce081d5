package kube.controlplane.scheduler.profile;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.scheduler.decision.Rules;
import kube.controlplane.scheduler.decision.Rules.WeightedScore;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.InterPodAffinity;
import kube.controlplane.scheduler.filter.NodeAffinity;
import kube.controlplane.scheduler.filter.NodeName;
import kube.controlplane.scheduler.filter.NodePorts;
import kube.controlplane.scheduler.filter.NodeResourcesFit;
import kube.controlplane.scheduler.filter.NodeUnschedulable;
import kube.controlplane.scheduler.filter.PodTopologySpread;
import kube.controlplane.scheduler.filter.TaintToleration;
import kube.controlplane.scheduler.score.ImageLocality;
import kube.controlplane.scheduler.score.NodeResourcesBalancedAllocation;
import kube.controlplane.scheduler.score.Score;

/// Every rule there is, in the order in which Kubernetes asks them.
///
/// @param volumes the rules about volumes, which know claims and disks
public record RuleBook(List<Filter> volumes) {

  /// The rules that a profile follows.
  public Rules of(Profile profile) {
    List<Filter> filters = new ArrayList<>(List.of(new NodeUnschedulable(), new NodeName(),
        new TaintToleration(), new NodeAffinity(), new NodePorts(), new NodeResourcesFit()));
    filters.addAll(volumes);
    filters.add(new PodTopologySpread());
    filters.add(new InterPodAffinity());
    filters.removeIf(filter -> profile.filtersOff().contains("*")
        || profile.filtersOff().contains(filter.name()));
    List<Score> scores = List.of(new kube.controlplane.scheduler.score.TaintToleration(),
        new kube.controlplane.scheduler.score.NodeAffinity(),
        new kube.controlplane.scheduler.score.NodeResourcesFit(profile.strategy()),
        new kube.controlplane.scheduler.score.PodTopologySpread(),
        new kube.controlplane.scheduler.score.InterPodAffinity(),
        new NodeResourcesBalancedAllocation(), new ImageLocality());
    List<WeightedScore> weighted = scores.stream()
        .filter(score -> profile.weights().containsKey(score.name()))
        .map(score -> new WeightedScore(score, profile.weights().getOrDefault(score.name(), 1)))
        .toList();
    return new Rules(List.copyOf(filters), weighted, profile.percentageOfNodesToScore());
  }
}
