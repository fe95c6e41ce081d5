package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;

/// Keeps new Pods off a cordoned node.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/architecture/nodes/#manual-node-administration
public final class NodeUnschedulable implements Filter {

  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.forGood("node(s) were unschedulable"));

  @Override
  public String name() {
    return "NodeUnschedulable";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    if (pod.tolerates(NodeView.CORDON)) return Inquiry.FINE;
    return Inquiry.node(room -> room.node().unschedulable() ? REFUSAL : Optional.empty());
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded(NodeView node) -> !node.unschedulable();
      case Happening.NodeChanged(NodeView before, NodeView after) ->
        before.unschedulable() && !after.unschedulable();
      default -> happening instanceof Happening.PodItselfChanged;
    };
  }
}
