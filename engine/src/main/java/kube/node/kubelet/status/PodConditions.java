package kube.node.kubelet.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.wish.PodWish;
import tools.jackson.databind.node.ObjectNode;

/// The conditions that the kubelet owns, with the moments at which they last changed.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
final class PodConditions {

  /// Those that are there only while they hold.
  private static final List<String> PASSING = List.of("PodResizePending", "PodResizeInProgress");
  private static final List<String> OWN = List.of("PodReadyToStartContainers", "Initialized",
      "Ready", "ContainersReady", "PodScheduled");

  /// Shown for Pods in which a rule may begin all containers anew.
  static final String RESTARTING = "AllContainersRestarting";

  /// One of each type.
  private final List<Condition> conditions;

  /// @param pod as first seen: conditions that stay as they are keep their time of transition
  PodConditions(PodWish pod) {
    conditions = new ArrayList<>(pod.shown().conditions());
  }

  /// Those that the kubelet does not own are kept as the API shows them now.
  List<Condition> update(PodWish pod, String phase, boolean hasRoom, boolean isInitialized,
      List<ContainerView> containers, Instant now) {
    pod.shown().conditions().forEach(this::share);
    set("PodReadyToStartContainers", hasRoom, "", "", now);
    initialized(phase, isInitialized, containers, now);
    ready(pod, containersReady(phase, containers, now), now);
    set("PodScheduled", true, "", "", now);
    List<Condition> all = new ArrayList<>();
    pod.shown().conditions().stream()
        .filter(one -> !OWN.contains(one.type()) && !PASSING.contains(one.type())
            && !one.type().equals(RESTARTING))
        .filter(one -> !one.type().equals("DisruptionTarget")
            || find("DisruptionTarget").isEmpty())
        .forEach(all::add);
    find("DisruptionTarget").ifPresent(all::add);
    OWN.forEach(type -> find(type).ifPresent(all::add));
    find(RESTARTING).ifPresent(all::add);
    PASSING.forEach(type -> find(type).ifPresent(all::add));
    return all;
  }

  /// The kubelet itself ends the Pod, for the good of its machine.
  void disrupted(String reason, String message, Instant now) {
    set("DisruptionTarget", true, reason, message, now);
  }

  /// As the API shows it: the kubelet says of its own ones which generation of the Pod it has seen.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/#pod-generation
  ObjectNode shown(Condition condition, long generation) {
    boolean isOwn = generation > 0 && find(condition.type()).filter(condition::equals).isPresent();
    ObjectNode shown = Json.object();
    if (isOwn) shown.put("type", condition.type()).put("observedGeneration", generation);
    condition.toJson().forEachEntry(shown::set);
    return shown;
  }

  boolean holds(String type) {
    return find(type).filter(Condition::isTrue).isPresent();
  }

  private Optional<Condition> find(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  private void put(Condition condition) {
    conditions.removeIf(earlier -> earlier.type().equals(condition.type()));
    conditions.add(condition);
  }

  /// All containers are killed because the Pod begins anew, or not.
  void restartingAll(boolean isUnderway, String phase, Instant now) {
    String reason = switch (phase) {
      case "Succeeded" -> "PodCompleted";
      case "Failed" -> "PodFailed";
      default -> isUnderway ? "RestartAllContainersStarted" : "";
    };
    set(RESTARTING, isUnderway, reason,
        isUnderway ? "container exited with restart policy rule" : "", now);
  }

  /// Says a passing condition, or no longer. Returns whether that is news.
  boolean tell(String type, Optional<PodStatus.Verdict> because, Instant now) {
    Condition before = find(type).orElse(null);
    conditions.removeIf(condition -> condition.type().equals(type));
    if (because.isEmpty()) return before != null;
    Condition after = set(type, true, because.get().reason(), because.get().message(),
        before == null ? now : before.lastTransitionTime().orElse(now));
    return before == null || !before.reason().equals(after.reason())
        || !before.message().equals(after.message());
  }

  /// What the API shows of several Pods is in memory once: an equal one of ours need not be.
  private void share(Condition shown) {
    int place = conditions.indexOf(shown);
    if (place >= 0) conditions.set(place, shown);
  }

  private void initialized(String phase, boolean isInitialized, List<ContainerView> containers,
      Instant now) {
    List<String> open = containers.stream()
        .filter(view -> (view.role() == Role.INIT && !view.isReady())
            || (view.role() == Role.SIDECAR && !view.isStarted()))
        .map(ContainerView::name).toList();
    if (isInitialized) {
      set("Initialized", true, phase.equals("Succeeded") ? "PodCompleted" : "", "", now);
    } else {
      set("Initialized", false, "ContainersNotInitialized",
          "containers with incomplete status: [" + String.join(" ", open) + "]", now);
    }
  }

  private Condition containersReady(String phase, List<ContainerView> containers, Instant now) {
    List<String> unready = containers.stream()
        .filter(view -> view.role() == Role.APP || view.role() == Role.SIDECAR)
        .filter(view -> !view.isReady()).map(ContainerView::name).toList();
    return switch (phase) {
      case "Succeeded" -> set("ContainersReady", false, "PodCompleted", "", now);
      case "Failed" -> set("ContainersReady", false, "PodFailed", "", now);
      default -> set("ContainersReady", unready.isEmpty(),
          unready.isEmpty() ? "" : "ContainersNotReady", unready.isEmpty()
              ? ""
              : "containers with unready status: [" + String.join(" ", unready) + "]",
          now);
    };
  }

  private void ready(PodWish pod, Condition containers, Instant now) {
    if (!containers.isTrue()) {
      set("Ready", false, containers.reason(), containers.message(), now);
      return;
    }
    List<String> open = new ArrayList<>();
    for (String gate : pod.settings().readinessGates()) {
      Optional<Condition> condition = pod.shown().conditions().stream()
          .filter(one -> one.type().equals(gate)).findFirst();
      if (condition.isEmpty()) {
        open.add("corresponding condition of pod readiness gate \"" + gate
            + "\" does not exist.");
      } else if (!condition.get().isTrue()) {
        open.add("the status of pod readiness gate \"" + gate + "\" is not \"True\", but "
            + condition.get().status());
      }
    }
    set("Ready", open.isEmpty(), open.isEmpty() ? "" : "ReadinessGatesNotReady",
        String.join(", ", open), now);
  }

  private Condition set(String type, boolean holds, String reason, String message, Instant now) {
    String status = holds ? "True" : "False";
    Condition before = find(type).orElse(null);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS); // The API tells no smaller times.
    Instant since = before != null && before.status().equals(status)
        ? before.lastTransitionTime().orElse(second)
        : second;
    Condition after = new Condition(type, status, reason, message, Optional.of(since));
    if (before != null && after.equals(before)) return before;
    put(after);
    return after;
  }
}
