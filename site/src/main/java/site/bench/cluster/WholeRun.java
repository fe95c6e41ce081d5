package site.bench.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import kube.Cluster;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;

/// A cluster with a kubelet for every node, from its start to the last Pod's running, with idle
/// minutes between.
final class WholeRun {

  private static final Duration STEP = Duration.ofMillis(500);
  private static final int IDLE_MINUTES = 5;
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final int PODS_AT_ONCE = 1_000;

  private final int nodes;
  private final int pods;
  private final long before = Stopwatch.megabytesInUse();
  private final Cluster cluster;
  private final ApiClient user;

  WholeRun(int nodes, int pods) {
    this.nodes = nodes;
    this.pods = pods;
    this.cluster = new Cluster(Cluster.Plan.standard(1).withNodes(nodes));
    this.user = cluster.client("user");
  }

  Costs.Whole measure(BiConsumer<Integer, Integer> progress) {
    double start = Stopwatch.processorSeconds();
    cluster.start();
    await(() -> readyNodes() == nodes);
    final double boot = Stopwatch.processorSeconds() - start;
    cluster.advance(Duration.ofMinutes(1));
    long events = cluster.loop().eventsRun();
    start = Stopwatch.processorSeconds();
    cluster.advance(Duration.ofMinutes(IDLE_MINUTES));
    final double idle = (Stopwatch.processorSeconds() - start) / IDLE_MINUTES;
    events = cluster.loop().eventsRun() - events;
    PodWatch watch = PodWatch.of(cluster);
    start = Stopwatch.processorSeconds();
    long wall = System.nanoTime();
    createPods(watch, progress);
    await(() -> {
      progress.accept(watch.ready(), pods);
      return watch.ready() == pods;
    });
    List<Duration> times = watch.timesToReady();
    return new Costs.Whole(boot, idle, events / (IDLE_MINUTES * 60.0),
        Stopwatch.processorSeconds() - start, Duration.ofNanos(System.nanoTime() - wall),
        times.get(times.size() / 2), times.get(times.size() * 99 / 100),
        Math.max(1, Stopwatch.megabytesInUse() - before));
  }

  private long readyNodes() {
    return user.list(Kinds.NODE, "").orThrow().stream().filter(Node::isReady).count();
  }

  private void await(BooleanSupplier goal) {
    Instant end = cluster.now().plus(LONGEST);
    while (!goal.getAsBoolean()) {
      if (cluster.now().isAfter(end)) throw new IllegalStateException("not within " + LONGEST);
      cluster.advance(STEP);
    }
  }

  private void createPods(PodWatch watch, BiConsumer<Integer, Integer> progress) {
    for (int number = 0; number < pods; number++) {
      user.create(Kinds.POD, "default", Objects.pod(number)).orThrow();
      if (number % PODS_AT_ONCE < PODS_AT_ONCE - 1) continue;
      cluster.advance(STEP);
      progress.accept(watch.ready(), pods);
    }
  }
}
