package kube.node.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.node.kubelet.resource.ShutdownOrder;
import kube.node.kubelet.resource.ShutdownOrder.Group;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.wish.PodWish;

/// Ends the Pods of a machine that is about to be switched off, and holds the power for so long.
///
/// The machine asks its programs before it goes, and the kubelet is one that may say "wait": for as
/// long as its settings allow, and not at all when they say nothing.
///
/// Owned by the loop.
///
/// **Models** `shutdownGracePeriod`, `shutdownGracePeriodCriticalPods` and
/// `shutdownGracePeriodByPodPriority`. **Leaves out** a shutdown that somebody calls off.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
final class NodeShutdown {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Verdict TERMINATED = new Verdict("Terminated",
      "Pod was terminated in response to imminent node shutdown.");
  private static final Verdict NOT_ADMITTED = new Verdict("NodeShutdown",
      "Pod was rejected as the node is shutting down.");

  private final NodeKit kit;
  private final NodeReporter reporter;
  private final Supplier<Collection<PodWorker>> workers;
  private boolean begun;

  NodeShutdown(NodeKit kit, NodeReporter reporter, Supplier<Collection<PodWorker>> workers) {
    this.kit = kit;
    this.reporter = reporter;
    this.workers = workers;
  }

  /// Why no Pod may begin any more; empty while it may.
  Optional<Verdict> refusal() {
    return begun ? Optional.of(NOT_ADMITTED) : Optional.empty();
  }

  /// The machine is to be switched off. `ready` is called once it may be.
  void begin(Runnable ready) {
    if (begun) return;
    List<ShutdownOrder.Period> periods = kit.settings().shutdown();
    if (periods.isEmpty()) {
      ready.run();
      return;
    }
    begun = true;
    kit.client().get(Kinds.NODE, new Key("", kit.machine().name())).toOptional()
        .ifPresent(node -> kit.recorder().normal(Kinds.NODE, node.metadata(), "Shutdown",
            "Shutdown manager detected shutdown event"));
    reporter.shutsDown();
    List<PodWish> pods = workers.get().stream().filter(PodWorker::isActive).map(PodWorker::pod)
        .toList();
    end(ShutdownOrder.groups(periods, pods), ready);
  }

  private void end(List<Group> groups, Runnable ready) {
    if (groups.isEmpty()) {
      ready.run();
      return;
    }
    Group first = groups.getFirst();
    List<PodWorker> members = workers.get().stream()
        .filter(worker -> first.pods().stream().anyMatch(pod -> pod.uid().equals(
            worker.pod().uid())))
        .toList();
    members.forEach(worker -> worker.end(TERMINATED, Optional.of(first.graceOf(worker.pod())),
        true));
    await(members, kit.actor().now().plus(first.time()),
        () -> end(groups.subList(1, groups.size()), ready));
  }

  private void await(List<PodWorker> members, Instant latest, Runnable then) {
    boolean isOver = !kit.actor().now().isBefore(latest);
    if (isOver || members.stream().noneMatch(PodWorker::hasLivingContainers)) then.run();
    else
      kit.actor().after(LOOK, () -> await(members, latest, then));
  }
}
