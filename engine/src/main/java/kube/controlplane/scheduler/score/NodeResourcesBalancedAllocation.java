package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.PodView;

/// Prefers the node on which processors and memory will be used up evenly, so that none is left over
/// when the other is gone.
///
/// It measures what the Pod makes better or worse: a node that was uneven and becomes even gains. A
/// Pod without requests is nothing to it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
public final class NodeResourcesBalancedAllocation implements Score {

  @Override
  public String name() {
    return "NodeResourcesBalancedAllocation";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    Amounts asked = pod.wish().requests();
    if (asked.cpuMillis() == 0 && asked.memoryBytes() == 0) return Optional.empty();
    return Optional.of(room -> {
      double after = evenness(room, asked.cpuMillis(), asked.memoryBytes());
      double before = evenness(room, 0, 0);
      long half = HIGHEST / 2;
      return half + Math.round((after - before) * half);
    });
  }

  /// From 0 to 1: 1 when both resources are used to the same share.
  private static double evenness(NodeRoom room, long cpuMillis, long memoryBytes) {
    Amounts all = room.node().allocatable();
    double cpu = share(room.requestedCpuMillis() + cpuMillis, all.cpuMillis());
    double memory = share(room.requestedMemoryBytes() + memoryBytes, all.memoryBytes());
    return 1 - Math.abs(cpu - memory) / 2;
  }

  private static double share(long asked, long allocatable) {
    return allocatable == 0 ? 1 : Math.min(1.0, (double) asked / allocatable);
  }
}
