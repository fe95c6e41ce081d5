package site.bench.cluster;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import kube.Cluster;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;

/// One cluster from its start to the last Pod's running, with an idle minute between.
///
/// Seconds are of processor time.
final class ClusterRun {

  private static final Duration STEP = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final int PODS_AT_ONCE = 1_000;

  private final int nodes;
  private final int pods;
  private final Cluster cluster;
  private final ApiClient user;

  private ClusterRun(int nodes, int pods, int machines) {
    this.nodes = nodes;
    this.pods = pods;
    this.cluster = new Cluster(Cluster.Plan.standard(1).withNodes(machines));
    this.user = cluster.client("user");
  }

  /// What a whole cluster costs.
  ///
  /// @param bootSeconds until every node is ready
  /// @param idleMicros what one idle node costs in a minute of its time
  /// @param podSeconds from the first Pod's creation until all are ready
  /// @param toReady how long Pods took in the cluster's own time
  /// @param megabytes in use at the end
  record Result(int nodes, int pods, double bootSeconds, double idleMicros, double podSeconds,
      List<Duration> toReady, long megabytes) {

    Duration quantile(double share) {
      return toReady.get(Math.min(toReady.size() - 1, (int) (toReady.size() * share)));
    }
  }

  /// A cluster with a kubelet for every node.
  static Result whole(int nodes, int pods) {
    return new ClusterRun(nodes, pods, nodes).runWhole();
  }

  /// How many seconds the scheduler and the API server take to bind so many Pods that are there
  /// already. The nodes are objects without machines, as in Kubernetes' own `scheduler_perf`.
  static double secondsToSchedule(int nodes, int pods) {
    return new ClusterRun(nodes, pods, 0).schedule();
  }

  private Result runWhole() {
    long before = megabytesInUse();
    long start = processorNanos();
    cluster.start();
    await(() -> user.list(Kinds.NODE, "").orThrow().stream().allMatch(Node::isReady)
        && user.list(Kinds.NODE, "").orThrow().size() == nodes);
    final double bootSeconds = secondsSince(start);
    start = processorNanos();
    cluster.advance(IDLE);
    final double idleMicros = secondsSince(start) * 1e6 / nodes;
    PodWatch watch = PodWatch.of(cluster);
    start = processorNanos();
    createPods(true);
    await(() -> watch.ready() == pods);
    double podSeconds = secondsSince(start);
    return new Result(nodes, pods, bootSeconds, idleMicros, podSeconds, watch.timesToReady(),
        megabytesInUse() - before);
  }

  private double schedule() {
    cluster.start();
    for (int number = 0; number < nodes; number++) {
      user.create(Kinds.NODE, "", Objects.node("node-" + number)).orThrow();
    }
    cluster.advance(STEP);
    PodWatch watch = PodWatch.of(cluster);
    createPods(false);
    long start = processorNanos();
    await(() -> watch.bound() == pods);
    return secondsSince(start);
  }

  private void await(BooleanSupplier goal) {
    Instant end = cluster.now().plus(LONGEST);
    while (!goal.getAsBoolean()) {
      if (cluster.now().isAfter(end)) throw new IllegalStateException("not within " + LONGEST);
      cluster.advance(STEP);
    }
  }

  /// @param timeGoesOn between the creations, as it does for a client outside
  private void createPods(boolean timeGoesOn) {
    for (int number = 0; number < pods; number++) {
      user.create(Kinds.POD, "default", Objects.pod("pod-" + number)).orThrow();
      if (timeGoesOn && number % PODS_AT_ONCE == PODS_AT_ONCE - 1) cluster.advance(STEP);
    }
  }

  /// Of this thread, which does all the work: other programs on the machine do not count.
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double secondsSince(long start) {
    return (processorNanos() - start) / 1e9;
  }

  private static long megabytesInUse() {
    for (int round = 0; round < 2; round++) System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
  }
}
