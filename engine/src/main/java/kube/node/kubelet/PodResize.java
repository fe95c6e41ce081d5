package kube.node.kubelet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.node.kubelet.container.ContainerStarter;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.resource.ResizeDecision;
import kube.node.kubelet.status.PodStatus;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.status.QuantityText;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Gives the containers of a running Pod more or less, when its author wants it and the machine can.
///
/// What is wanted, what is allocated and what the container really has are three things. The first is
/// in the spec; the second is decided here; the third follows, by a word to the runtime or by a
/// restart, as the container's `resizePolicy` says.
///
/// Owned by the loop.
///
/// **Models** the conditions `PodResizePending` and `PodResizeInProgress` with their events. **Leaves
/// out** what an earlier kubelet had deferred: its successor judges anew what the spec says.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
final class PodResize {

  /// How soon the kubelet sees that the runtime has done what it was told.
  private static final Duration SEEN_AFTER = Duration.ofSeconds(1);

  private final NodeKit kit;
  private final PodEvents events;
  private final PodStatus status;
  private @Nullable PodWish waiting;
  private @Nullable PodWish underway;

  PodResize(NodeKit kit, PodEvents events, PodStatus status) {
    this.kit = kit;
    this.events = events;
    this.status = status;
  }

  /// What is wanted and not allocated; to be asked for again when the machine has more.
  Optional<PodWish> waiting() {
    return Optional.ofNullable(waiting);
  }

  /// The Pod with what the machine allocates to it.
  ///
  /// @param before with what it has allocated so far
  PodWish allocate(PodWish before, PodWish wanted) {
    if (wanted.hasResourcesOf(before)) {
      if (waiting != null) status.resizePending(Optional.empty(), kit.actor().now());
      waiting = null;
      return wanted;
    }
    Optional<Verdict> refusal = ResizeDecision.refusal(wanted,
        kit.activePods().get().stream().filter(other -> !other.uid().equals(wanted.uid())).toList(),
        kit.machine().allocatable(), wanted.placement().nodeSelector());
    if (status.resizePending(refusal, kit.actor().now())) {
      refusal.ifPresent(why -> events.warning("Resize" + why.reason(),
          "Pod resize " + why.reason() + ": " + text(wanted, why.message())));
    }
    waiting = refusal.isPresent() ? wanted : null;
    if (refusal.isPresent()) return wanted.withResourcesOf(before);
    underway = wanted;
    status.resizing(true, kit.actor().now());
    events.normal("ResizeStarted", "Pod resize started: " + text(wanted, ""));
    return wanted;
  }

  /// Brings a running container to what is allocated to it. Returns why it has to be restarted for
  /// that; empty when it has not.
  Optional<String> actuate(ContainerView view) {
    ContainerWish had = view.applied();
    ContainerWish now = view.wish();
    boolean restarts = now.restartsFor().stream().anyMatch(
        resource -> differ(had.requests(), now.requests(), resource)
            || differ(had.limits(), now.limits(), resource));
    if (restarts) {
      return Optional.of("Container " + view.name() + " resize requires restart");
    }
    kit.runtime().updateLimits(view.containerId(), ContainerStarter.limits(now));
    view.resized();
    return Optional.empty();
  }

  private static boolean differ(SortedMap<String, Quantity> one, SortedMap<String, Quantity> other,
      String resource) {
    return !Optional.ofNullable(one.get(resource)).equals(
        Optional.ofNullable(other.get(resource)));
  }

  /// Looks whether all containers have what is allocated to them; `then` is called when that is so.
  void follow(Collection<ContainerView> containers, Runnable then) {
    PodWish goal = underway;
    if (goal == null) return;
    kit.actor().after(SEEN_AFTER, () -> {
      if (!goal.equals(underway)) return;
      boolean isDone = containers.stream().allMatch(ContainerView::hasAllocated);
      if (!isDone) {
        follow(containers, then);
        return;
      }
      underway = null;
      status.resizing(false, kit.actor().now());
      events.normal("ResizeCompleted", "Pod resize completed: " + text(goal, ""));
      then.run();
    });
  }

  /// The resources as the events show them.
  private static String text(PodWish pod, String problem) {
    ObjectNode json = Json.object();
    if (!pod.initContainers().isEmpty()) list(json, "initContainers", pod.initContainers());
    list(json, "containers", pod.containers());
    json.put("generation", pod.metadata().generation());
    if (!problem.isEmpty()) json.put("error", problem);
    return json.toString();
  }

  private static void list(ObjectNode json, String name, List<ContainerWish> containers) {
    var list = json.putArray(name);
    for (ContainerWish container : containers) {
      ObjectNode resources = list.addObject().put("name", container.name())
          .putObject("resources");
      amounts(resources, "limits", container.limits());
      amounts(resources, "requests", container.requests());
    }
  }

  private static void amounts(ObjectNode resources, String name,
      SortedMap<String, Quantity> amounts) {
    if (amounts.isEmpty()) return;
    ObjectNode json = resources.putObject(name);
    amounts.forEach((resource, amount) -> json.put(resource, QuantityText.of(resource, amount)));
  }
}
