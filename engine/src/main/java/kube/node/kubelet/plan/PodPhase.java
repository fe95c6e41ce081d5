package kube.node.kubelet.plan;

import java.util.List;

import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;

/// The one word that sums a Pod up.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
public final class PodPhase {

  /// The words that there are.
  public static final List<String> ALL = List.of("Pending", "Running", "Succeeded", "Failed");

  private PodPhase() {}

  /// The phase that these containers add up to. Sidecars do not keep a Pod from being over.
  public static String of(String restartPolicy, PodSeen seen) {
    boolean isInitialized = isInitialized(seen);
    boolean initFailed = seen.initContainers().stream()
        .anyMatch(one -> one.role() == Role.INIT && one.hasFailed()
            && one.policyIn(restartPolicy).equals("Never"));
    if (!isInitialized && initFailed) return "Failed";
    if (!isInitialized)
      return seen.isEnding() && noneAlive(seen.initContainers())
          ? endedBeforeItBegan(seen)
          : "Pending";
    List<ContainerSeen> apps = seen.apps();
    if (apps.stream().anyMatch(one -> !one.hasRun())) {
      return seen.isEnding() && noneAlive(apps) ? endedBeforeItBegan(seen) : "Pending";
    }
    if (apps.stream().anyMatch(one -> one.activity() != Activity.ENDED && one.isAlive())) {
      return "Running";
    }
    boolean allWell = apps.stream().allMatch(one -> one.exitCode().orElse(1) == 0);
    if (seen.isEnding()) return allWell ? "Succeeded" : "Failed";
    boolean goesOn = apps.stream().anyMatch(one -> one.activity() == Activity.PREPARING
        || mayRunAgain(restartPolicy, one));
    if (goesOn) return "Running";
    return allWell ? "Succeeded" : "Failed";
  }

  /// Whether all that had to run before the apps has done so.
  public static boolean isInitialized(PodSeen seen) {
    return seen.hasAppRun() || seen.initContainers().stream()
        .allMatch(one -> one.role() == Role.SIDECAR ? one.isStarted() : one.hasSucceeded());
  }

  private static boolean mayRunAgain(String restartPolicy, ContainerSeen app) {
    return switch (app.policyIn(restartPolicy)) {
      case "Never" -> false;
      case "OnFailure" -> app.exitCode().orElse(1) != 0;
      default -> true;
    };
  }

  private static boolean noneAlive(List<ContainerSeen> containers) {
    return containers.stream().noneMatch(ContainerSeen::isAlive);
  }

  /// A Pod that is ended before its programs began has failed; one that never had a room only goes.
  private static String endedBeforeItBegan(PodSeen seen) {
    return seen.room() == PodSeen.Room.NONE ? "Pending" : "Failed";
  }
}
