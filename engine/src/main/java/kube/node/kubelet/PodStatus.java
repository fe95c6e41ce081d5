package kube.node.kubelet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Pod;
import kube.node.kubelet.ContainerView.State;
import tools.jackson.databind.node.ObjectNode;

/// Composes a Pod's status from what the kubelet sees of its containers.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
final class PodStatus {

  private static final List<String> CONDITIONS = List.of("PodReadyToStartContainers",
      "Initialized", "Ready", "ContainersReady", "PodScheduled");

  private final TreeMap<String, Condition> conditions = new TreeMap<>();
  private final Instant startTime;

  /// @param pod as first seen: conditions that stay as they are keep their time of transition
  PodStatus(Pod pod, Instant now) {
    pod.conditions().forEach(condition -> conditions.put(condition.type(), condition));
    startTime = pod.startTime().orElse(now);
  }

  /// The phase that these containers add up to.
  static String phase(String restartPolicy, Collection<ContainerView> containers) {
    boolean anyNeverRan = containers.stream()
        .anyMatch(view -> !view.hasEverRun() && !view.isRunning());
    if (anyNeverRan) return "Pending";
    List<State.Terminated> ended = new ArrayList<>();
    for (ContainerView view : containers) {
      if (!(view.state instanceof State.Terminated end)) return "Running";
      ended.add(end);
    }
    boolean allWell = ended.stream().allMatch(end -> end.exitCode() == 0);
    if (restartPolicy.equals("Always")) return "Running";
    if (allWell) return "Succeeded";
    return restartPolicy.equals("Never") ? "Failed" : "Running";
  }

  ObjectNode compose(String phase, Machine machine, Optional<String> address,
      Collection<ContainerView> containers, Instant now) {
    ObjectNode status = Json.object().put("phase", phase);
    status.put("hostIP", machine.address());
    status.putArray("hostIPs").addObject().put("ip", machine.address());
    address.ifPresent(ip -> {
      status.put("podIP", ip);
      status.putArray("podIPs").addObject().put("ip", ip);
    });
    status.put("startTime", Json.time(startTime));
    updateConditions(phase, address.isPresent(), containers, now);
    var list = status.putArray("conditions");
    CONDITIONS.stream().map(conditions::get).forEach(condition -> list.add(condition.toJson()));
    var statuses = status.putArray("containerStatuses");
    containers.forEach(view -> statuses.add(view.toJson()));
    return status;
  }

  private void updateConditions(String phase, boolean hasRoom,
      Collection<ContainerView> containers, Instant now) {
    List<String> unready = containers.stream()
        .filter(view -> !view.isRunning())
        .map(view -> view.wish.name())
        .toList();
    boolean isReady = unready.isEmpty();
    String reason = isReady
        ? ""
        : phase.equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
    String message = reason.equals("ContainersNotReady")
        ? "containers with unready status: [" + String.join(" ", unready) + "]"
        : "";
    set("PodReadyToStartContainers", hasRoom, "", "", now);
    set("Initialized", true, "", "", now);
    set("Ready", isReady, reason, message, now);
    set("ContainersReady", isReady, reason, message, now);
    set("PodScheduled", true, "", "", now);
  }

  private void set(String type, boolean holds, String reason, String message, Instant now) {
    String status = holds ? "True" : "False";
    Condition before = conditions.get(type);
    Instant since = before != null && before.status().equals(status)
        ? before.lastTransitionTime().orElse(now)
        : now;
    conditions.put(type, new Condition(type, status, reason, message, Optional.of(since)));
  }
}
