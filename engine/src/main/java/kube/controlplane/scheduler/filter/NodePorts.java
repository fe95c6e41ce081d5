package kube.controlplane.scheduler.filter;

import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.HostPort;
import kube.controlplane.scheduler.view.PodView;

/// Gives a port of a node's own address to one Pod only.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins (NodePorts)
public final class NodePorts implements Filter {

  private static final Optional<Refusal> REFUSAL = Optional
      .of(Refusal.because("node(s) didn't have free ports for the requested pod ports"));

  @Override
  public String name() {
    return "NodePorts";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    List<HostPort> wanted = pod.wish().ports();
    if (wanted.isEmpty()) return Inquiry.FINE;
    return Inquiry.node(room -> clash(wanted, room) ? REFUSAL : Optional.empty());
  }

  private static boolean clash(List<HostPort> wanted, NodeRoom room) {
    return wanted.stream().anyMatch(port -> room.ports().stream().anyMatch(port::clashesWith));
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded _ -> true;
      case Happening.PodLeft(PodView left) ->
        left.wish()
            .ports()
            .stream()
            .anyMatch(port -> pod.wish().ports().stream().anyMatch(port::clashesWith));
      default -> false;
    };
  }
}
