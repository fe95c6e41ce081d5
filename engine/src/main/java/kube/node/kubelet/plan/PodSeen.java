package kube.node.kubelet.plan;

import java.util.List;
import java.util.Optional;

/// A Pod as it is now: its room and its containers, in the order of their lists.
///
/// @param room the state of its room
/// @param isEnding whether it is to end: it is being deleted, was evicted or took too long
public record PodSeen(Room room, List<ContainerSeen> initContainers, List<ContainerSeen> apps,
    List<ContainerSeen> ephemeral, boolean isEnding) {

  /// The room of a Pod.
  public enum Room {
    /// There is none yet, or it was lost with all that was in it.
    NONE, READY,
    /// It was given back: its Pod is over.
    STOPPED
  }

  public PodSeen {
    initContainers = List.copyOf(initContainers);
    apps = List.copyOf(apps);
    ephemeral = List.copyOf(ephemeral);
  }

  /// Whether an app container was ever started, after which initialisation is not repeated.
  public boolean hasAppRun() {
    return apps.stream().anyMatch(ContainerSeen::hasRun);
  }

  public Optional<ContainerSeen> lastLivingSidecar() {
    return initContainers.reversed().stream()
        .filter(one -> one.role() == ContainerSeen.Role.SIDECAR && one.isAlive()).findFirst();
  }
}
