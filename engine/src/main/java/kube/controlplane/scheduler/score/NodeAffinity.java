package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.NodeAffinityView.Preference;
import kube.controlplane.scheduler.view.PodView;

/// Prefers nodes that are like the Pod's author would like them.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity-weight
public final class NodeAffinity implements Score {

  @Override
  public String name() {
    return "NodeAffinity";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    List<Preference> preferred = pod.wish().nodes().preferred();
    if (preferred.isEmpty()) return Optional.empty();
    return Optional.of(new Rater() {
      @Override
      public long rate(NodeRoom room) {
        long sum = 0;
        for (Preference preference : preferred) {
          if (preference.term().matches(room.node())) sum += preference.weight();
        }
        return sum;
      }

      @Override
      public void normalize(List<NodeRoom> rooms, long[] ratings) {
        Score.stretch(ratings, false);
      }

      @Override
      public Reach reach() {
        return Reach.NODE;
      }
    });
  }
}
