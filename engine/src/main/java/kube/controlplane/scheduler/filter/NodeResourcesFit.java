package kube.controlplane.scheduler.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;

/// Keeps the requests on a node within what it can give.
///
/// Requests are promises, and the scheduler books promises: what Pods really use does not matter.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled
public final class NodeResourcesFit implements Filter {

  @Override
  public String name() {
    return "NodeResourcesFit";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    Amounts asked = pod.wish().requests();
    return Inquiry.node(
        room -> fits(asked, room) ? Optional.empty() : Optional.of(refusal(asked, room)));
  }

  private static boolean fits(Amounts asked, NodeRoom room) {
    Amounts all = room.node().allocatable();
    if (room.podCount() >= room.node().podsAllowed()) return false;
    if (asked.cpuMillis() > 0
        && asked.cpuMillis() > all.cpuMillis() - room.requestedCpuMillis())
      return false;
    if (asked.memoryBytes() > 0
        && asked.memoryBytes() > all.memoryBytes() - room.requestedMemoryBytes())
      return false;
    if (asked.storageBytes() > 0
        && asked.storageBytes() > all.storageBytes() - room.requestedStorageBytes())
      return false;
    return asked.others().isEmpty() || lacking(asked, room).isEmpty();
  }

  private static Refusal refusal(Amounts asked, NodeRoom room) {
    List<String> reasons = new ArrayList<>();
    if (room.podCount() >= room.node().podsAllowed()) reasons.add("Too many pods");
    List<String> lacking = lacking(asked, room);
    lacking.forEach(resource -> reasons.add("Insufficient " + resource));
    boolean neverFits = lacking.stream()
        .anyMatch(resource -> asked.of(resource) > room.node().allocatable().of(resource));
    return new Refusal(reasons, neverFits);
  }

  private static List<String> lacking(Amounts asked, NodeRoom room) {
    List<String> resources = new ArrayList<>(List.of("cpu", "memory", "ephemeral-storage"));
    resources.addAll(asked.others().keySet());
    resources.removeIf(resource -> asked.of(resource) == 0
        || asked.of(resource) <= room.node().allocatable().of(resource) - room.requested(resource));
    return resources;
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.NodeAdded(NodeView node) -> couldFit(pod, node);
      case Happening.NodeChanged(NodeView before, NodeView after) -> couldFit(pod, after)
          && (!before.allocatable().equals(after.allocatable())
              || before.podsAllowed() != after.podsAllowed());
      case Happening.PodLeft _ -> true;
      case Happening.PodChanged(PodView before, PodView after) ->
        !before.wish().requests().equals(after.wish().requests());
      case Happening.PodItselfChanged _ -> true;
      default -> false;
    };
  }

  /// Whether the empty node would be large enough.
  private static boolean couldFit(PodView pod, NodeView node) {
    Amounts asked = pod.wish().requests();
    Amounts all = node.allocatable();
    return node.podsAllowed() > 0 && asked.cpuMillis() <= all.cpuMillis()
        && asked.memoryBytes() <= all.memoryBytes() && asked.storageBytes() <= all.storageBytes()
        && asked.others().entrySet().stream().allMatch(e -> e.getValue() <= all.of(e.getKey()));
  }
}
