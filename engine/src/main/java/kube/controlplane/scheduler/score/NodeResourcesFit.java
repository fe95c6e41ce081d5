package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.PodView;

/// Prefers the node with the largest share of processors and memory not asked for; or, when the
/// profile says so, the fullest.
///
/// Containers that ask for nothing count as 100m and 200Mi here, as in Kubernetes, so that a heap of
/// undemanding Pods spreads as well.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing/
public final class NodeResourcesFit implements Score {

  /// Which nodes are the better ones.
  public enum Strategy {
    LEAST_ALLOCATED, MOST_ALLOCATED
  }

  private final Strategy strategy;

  public NodeResourcesFit(Strategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public String name() {
    return "NodeResourcesFit";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    Amounts weight = pod.wish().weight();
    return Optional.of(room -> {
      Amounts all = room.node().allocatable();
      return (share(room.weightCpuMillis() + weight.cpuMillis(), all.cpuMillis())
          + share(room.weightMemoryBytes() + weight.memoryBytes(), all.memoryBytes())) / 2;
    });
  }

  private long share(long asked, long allocatable) {
    if (allocatable == 0) return 0;
    return switch (strategy) {
      case LEAST_ALLOCATED ->
        asked > allocatable ? 0 : (allocatable - asked) * HIGHEST / allocatable;
      case MOST_ALLOCATED -> Math.min(asked, allocatable) * HIGHEST / allocatable;
    };
  }
}
