package kube.node.kubelet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;

/// The containers of one Pod by name, in the order of its spec.
///
/// Owned by the loop.
final class PodContainers {

  private final Map<String, ContainerView> views = LinkedHashMap.newLinkedHashMap(2);

  /// Follows the spec. Returns those that now are wished otherwise.
  List<ContainerView> follow(PodWish pod) {
    String why = whyWaiting(pod);
    List<ContainerView> changed = new ArrayList<>();
    pod.initContainers().forEach(wish -> follow(wish, wish.isSidecar() ? Role.SIDECAR : Role.INIT,
        why, changed));
    pod.containers().forEach(wish -> follow(wish, Role.APP, why, changed));
    pod.ephemeral().forEach(wish -> follow(wish, Role.EPHEMERAL, "ContainerCreating", changed));
    return changed;
  }

  /// Why a container of the Pod waits that was never started.
  static String whyWaiting(PodWish pod) {
    return pod.initContainers().isEmpty() ? "ContainerCreating" : "PodInitializing";
  }

  private void follow(ContainerWish wish, Role role, String why, List<ContainerView> changed) {
    ContainerView known = views.get(wish.name());
    if (known == null) {
      views.put(wish.name(), new ContainerView(wish, role, why));
    } else if (!known.wish().equals(wish)) {
      known.wishFor(wish);
      changed.add(known);
    }
  }

  List<ContainerView> all() {
    return List.copyOf(views.values());
  }

  Optional<ContainerView> find(String name) {
    return Optional.ofNullable(views.get(name));
  }

  /// Whether one of them may begin all others anew.
  boolean mayRestartAll() {
    return views.values().stream().anyMatch(view -> view.wish().mayRestartAll());
  }

  /// Those that begin anew with the whole Pod.
  List<ContainerView> repeatable() {
    return views.values().stream().filter(view -> view.role() != Role.EPHEMERAL).toList();
  }

  boolean hasLiving() {
    return views.values().stream().map(ContainerView::seen).anyMatch(ContainerSeen::isAlive);
  }

  PodSeen seen(PodSeen.Room room, boolean isEnding) {
    List<ContainerSeen> init = new ArrayList<>();
    List<ContainerSeen> apps = new ArrayList<>();
    List<ContainerSeen> ephemeral = new ArrayList<>();
    for (ContainerView view : views.values()) {
      switch (view.role()) {
        case INIT, SIDECAR -> init.add(view.seen());
        case APP -> apps.add(view.seen());
        case EPHEMERAL -> ephemeral.add(view.seen());
      }
    }
    return new PodSeen(room, init, apps, ephemeral, isEnding);
  }

  /// The next run of each is counted after those that the API shows.
  void rememberRestarts(PodWish.Shown shown) {
    shown.containers().forEach(old -> find(old.name())
        .ifPresent(view -> view.remember(old.restartCount() + (old.hasRun() ? 1 : 0))));
  }

  /// Finds again a run that another kubelet has started; empty when nobody wishes for it.
  Optional<ContainerView> takeOver(Running running) {
    Optional<ContainerView> view = find(running.name());
    view.ifPresent(found -> found.takeOver(running));
    return view;
  }

  /// What the API shows of this run of the container; empty when it shows another, or none.
  static Optional<PodWish.ShownContainer> shown(PodWish pod, ContainerView view) {
    return pod.shown().containers().stream().filter(shown -> shown.name().equals(view.name())
        && shown.restartCount() == view.restartCount()).findFirst();
  }
}
