package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.PodView;

/// Prefers nodes on which the Pod's images lie already.
///
/// An image counts by its size, and by the share of nodes that have it: otherwise one node with a
/// rare large image would draw all such Pods to itself. Less than 23 MB count nothing, more than
/// 1,000 MB for each container count no more.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
public final class ImageLocality implements Score {

  private static final long MEGABYTE = 1024 * 1024;
  private static final long NOTHING = 23 * MEGABYTE;
  private static final long ENOUGH = 1000 * MEGABYTE;

  @Override
  public String name() {
    return "ImageLocality";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    List<String> images = pod.wish().images();
    if (images.stream().allMatch(image -> cluster.nodesWithImage(image) == 0)) {
      return Optional.empty();
    }
    long nodes = cluster.rooms().size();
    long enough = ENOUGH * images.size();
    return Optional.of(new Rater() {
      @Override
      public long rate(NodeRoom room) {
        long sum = 0;
        for (String image : images) {
          long bytes = room.node().images().getOrDefault(image, 0L);
          sum += bytes * cluster.nodesWithImage(image) / nodes;
        }
        return HIGHEST * (Math.clamp(sum, NOTHING, enough) - NOTHING) / (enough - NOTHING);
      }

      @Override
      public Reach reach() {
        return Reach.NODE;
      }
    });
  }
}
