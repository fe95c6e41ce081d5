package kube.node.kubelet;

import java.time.Duration;
import java.util.List;

import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.status.PodStatus;

/// Begins all containers of a Pod anew in the room and with the volumes that it has, because a rule
/// of one of them wants it so: first all are killed, without hooks and grace, and when the last one has
/// ended the Pod starts as it did at first, init containers and all.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-all-containers
final class PodRestart {

  private final PodContainers containers;
  private final ContainerCare care;
  private final PodStatus status;
  private final String why;
  private boolean isUnderway;

  /// @param why containers wait that are to run again
  PodRestart(PodContainers containers, ContainerCare care, PodStatus status, String why) {
    this.containers = containers;
    this.care = care;
    this.status = status;
    this.why = why;
  }

  /// Whether the containers of the last life have not all ended yet.
  boolean isUnderway() {
    return isUnderway;
  }

  /// Ends what runs.
  void begin() {
    isUnderway = true;
    for (ContainerView view : containers.repeatable()) {
      if (view.seen().isAlive()) {
        if (!view.isStopping()) care.stop(view, "Stopping container " + view.name(), Duration.ZERO);
      } else {
        view.beginAnew(why);
      }
    }
    look();
  }

  /// One of them has ended.
  void ended(ContainerView view) {
    view.beginAnew(why);
    look();
  }

  private void look() {
    List<ContainerView> all = containers.repeatable();
    isUnderway = all.stream().anyMatch(view -> view.seen().isAlive());
    status.restartingAll(isUnderway);
  }
}
