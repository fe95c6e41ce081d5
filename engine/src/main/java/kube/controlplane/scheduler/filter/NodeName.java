package kube.controlplane.scheduler.filter;

import java.util.Optional;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;

/// Honours a node that the Pod's author named.
///
/// A Pod that names its node never meets the scheduler; the rule is there for those who ask whether
/// it could run there.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
public final class NodeName implements Filter {

  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.forGood("node(s) didn't match the requested node name"));

  @Override
  public String name() {
    return "NodeName";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    if (!pod.isAssigned()) return Inquiry.FINE;
    return Inquiry.node(room -> pod.nodeName().equals(room.name()) ? Optional.empty() : REFUSAL);
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return happening instanceof Happening.NodeAdded;
  }
}
