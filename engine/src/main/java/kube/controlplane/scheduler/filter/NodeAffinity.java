package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeAffinityView;
import kube.controlplane.scheduler.view.NodeSelector;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;

/// Honours the node labels that a Pod asks for, by `nodeSelector` and by required node affinity.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
public final class NodeAffinity implements Filter {

  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.forGood("node(s) didn't match Pod's node affinity/selector"));

  /// Said of nodes beside the one that a DaemonSet's Pod is for.
  private static final Optional<Refusal> NOT_NAMED = Optional
      .of(Refusal.forGood("node(s) didn't satisfy plugin(s) [NodeAffinity]"));

  @Override
  public String name() {
    return "NodeAffinity";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    NodeAffinityView wished = pod.wish().nodes();
    if (wished.asksNothing()) return Inquiry.FINE;
    Inquiry.Check check = room -> wished.allows(room.node()) ? Optional.empty() : REFUSAL;
    return wished.required().flatMap(NodeSelector::names)
        .<Inquiry>map(names -> new Inquiry.Only(
            room -> names.contains(room.name()) ? Optional.empty() : NOT_NAMED, check))
        .orElseGet(() -> Inquiry.node(check));
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
