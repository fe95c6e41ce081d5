package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeAffinityView;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;

/// Honours the node labels that a Pod asks for, by `nodeSelector` and by required node affinity.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
public final class NodeAffinity implements Filter {

  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.forGood("node(s) didn't match Pod's node affinity/selector"));

  @Override
  public String name() {
    return "NodeAffinity";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    NodeAffinityView wished = pod.wish().nodes();
    if (wished.asksNothing()) return Inquiry.FINE;
    return Inquiry.node(room -> wished.allows(room.node()) ? Optional.empty() : REFUSAL);
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    NodeAffinityView wished = pod.wish().nodes();
    return switch (happening) {
      case Happening.NodeAdded(NodeView node) -> wished.allows(node);
      case Happening.NodeChanged(NodeView before, NodeView after) ->
        !wished.allows(before) && wished.allows(after);
      default -> happening instanceof Happening.PodItselfChanged;
    };
  }
}
