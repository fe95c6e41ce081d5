package kube.node.kubelet.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.wish.PodWish;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Composes a Pod's status from what the kubelet sees of its containers.
///
/// Owned by the loop.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
public final class PodStatus {

  /// Why the kubelet ended the Pod itself, such as `Evicted`.
  public record Verdict(String reason, String message) {}

  /// What there is to tell.
  ///
  /// @param address the Pod's own; empty before it has one
  /// @param mayRestartAll whether a rule of a container may begin all of them anew
  public record Facts(String phase, Optional<Verdict> verdict, boolean hasRoom,
      boolean isInitialized, Optional<String> address, boolean mayRestartAll) {}

  private final String hostAddress;
  private final String runtime;
  private final PodConditions conditions;
  private final Instant startTime;
  private boolean restartingAll;

  /// @param runtime the name that container ids begin with
  public PodStatus(PodWish pod, String hostAddress, String runtime, Instant now) {
    this.hostAddress = hostAddress;
    this.runtime = runtime;
    this.conditions = new PodConditions(pod);
    this.startTime = pod.shown().startTime().orElse(now);
  }

  public Instant startTime() {
    return startTime;
  }

  /// The Pod is ended for the good of its machine.
  public void disrupted(String message, Instant now) {
    conditions.disrupted("TerminationByKubelet", message, now);
  }

  /// The machine does not give the Pod what it asks for now; empty when nothing is refused.
  ///
  /// Returns whether that is news.
  public boolean resizePending(Optional<Verdict> refusal, Instant now) {
    return conditions.tell("PodResizePending", refusal, now);
  }

  /// Whether its containers are about to get what was allocated to them.
  public void resizing(boolean isUnderway, Instant now) {
    conditions.tell("PodResizeInProgress",
        isUnderway ? Optional.of(new Verdict("", "")) : Optional.empty(), now);
  }

  /// Whether all containers are about to end because the Pod begins anew.
  public void restartingAll(boolean isUnderway) {
    restartingAll = isUnderway;
  }

  /// Whether the API shows that they are.
  public boolean isRestartingAll() {
    return conditions.holds(PodConditions.RESTARTING);
  }

  public ObjectNode compose(PodWish pod, Facts facts, List<ContainerView> containers,
      Instant now) {
    ObjectNode status = Json.object().put("phase", facts.phase());
    if (pod.metadata().generation() > 0) {
      status.put("observedGeneration", pod.metadata().generation());
    }
    facts.verdict().ifPresent(verdict -> status.put("reason", verdict.reason())
        .put("message", verdict.message()));
    status.put("hostIP", hostAddress);
    status.putArray("hostIPs").addObject().put("ip", hostAddress);
    facts.address().ifPresent(ip -> {
      status.put("podIP", ip);
      status.putArray("podIPs").addObject().put("ip", ip);
    });
    status.put("startTime", Json.time(startTime));
    ArrayNode list = status.putArray("conditions");
    if (facts.mayRestartAll()) conditions.restartingAll(restartingAll, facts.phase(), now);
    boolean isInitialized = facts.isInitialized()
        || (facts.mayRestartAll() && conditions.holds("Initialized"));
    for (Condition condition : conditions.update(pod, facts.phase(), facts.hasRoom(),
        isInitialized, containers, now)) {
      list.add(conditions.shown(condition, pod.metadata().generation()));
    }
    containers(status, "initContainerStatuses", containers, List.of(Role.INIT, Role.SIDECAR));
    containers(status, "containerStatuses", containers, List.of(Role.APP));
    containers(status, "ephemeralContainerStatuses", containers, List.of(Role.EPHEMERAL));
    return status;
  }

  /// The little there is to say of a Pod that the machine did not take: the kubelet makes nothing for
  /// it, and no condition of it holds or fails to.
  public ObjectNode ofRejected(PodWish pod, Verdict verdict) {
    ObjectNode status = Json.object().put("phase", "Failed");
    if (pod.metadata().generation() > 0) {
      status.put("observedGeneration", pod.metadata().generation());
    }
    status.put("reason", verdict.reason()).put("message", verdict.message());
    status.put("startTime", Json.time(startTime));
    status.putNull("conditions");
    return status;
  }

  private void containers(ObjectNode status, String field, List<ContainerView> containers,
      List<Role> roles) {
    List<ContainerView> chosen = containers.stream().filter(view -> roles.contains(view.role()))
        .toList();
    if (chosen.isEmpty()) return;
    ArrayNode list = status.putArray(field);
    chosen.forEach(view -> list.add(ContainerStatusText.of(view, runtime)));
  }
}
