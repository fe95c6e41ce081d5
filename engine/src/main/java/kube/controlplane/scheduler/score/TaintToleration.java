package kube.controlplane.scheduler.score;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Taint;

/// Prefers nodes with few `PreferNoSchedule` taints that the Pod does not tolerate: *prefer* means
/// costs points.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
public final class TaintToleration implements Score {

  @Override
  public String name() {
    return "TaintToleration";
  }

  @Override
  public Optional<Rater> prepare(PodView pod, SchedulerCache cluster, List<NodeRoom> fitting) {
    return Optional.of(new Rater() {
      @Override
      public long rate(NodeRoom room) {
        long unwelcome = 0;
        for (Taint taint : room.node().taints()) {
          if (taint.effect().equals("PreferNoSchedule") && !pod.tolerates(taint)) unwelcome++;
        }
        return unwelcome;
      }

      @Override
      public void normalize(List<NodeRoom> rooms, long[] ratings) {
        Score.stretch(ratings, true);
      }

      @Override
      public Reach reach() {
        return Reach.NODE;
      }
    });
  }
}
