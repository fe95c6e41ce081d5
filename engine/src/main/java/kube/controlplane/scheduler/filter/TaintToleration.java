package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Taint;

/// Keeps Pods off nodes with a taint that they do not tolerate.
///
/// `NoSchedule` and `NoExecute` are walls; `PreferNoSchedule` only costs points.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
public final class TaintToleration implements Filter {

  /// It does not say which taint: that may be nobody's business.
  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.forGood("node(s) had untolerated taint(s)"));

  @Override
  public String name() {
    return "TaintToleration";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    return Inquiry.node(room -> refuse(pod, room));
  }

  private static Optional<Refusal> refuse(PodView pod, NodeRoom room) {
    for (Taint taint : room.node().taints()) {
      if (isWall(taint) && !pod.tolerates(taint)) return REFUSAL;
    }
    return Optional.empty();
  }

  private static boolean isWall(Taint taint) {
    return !taint.effect().equals("PreferNoSchedule");
  }

  /// Whether the Pod bears every taint of the node that is a wall.
  static boolean bearsAll(PodView pod, NodeView node) {
    for (Taint taint : node.taints()) {
      if (isWall(taint) && !pod.tolerates(taint)) return false;
    }
    return true;
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded(NodeView node) -> bearsAll(pod, node);
      case Happening.NodeChanged(NodeView before, NodeView after) ->
        !bearsAll(pod, before) && bearsAll(pod, after);
      default -> happening instanceof Happening.PodItselfChanged;
    };
  }
}
