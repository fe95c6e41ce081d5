package site.bench.cluster;

import java.time.Duration;
import java.util.function.BiConsumer;
import kube.Cluster;
import kube.foundation.api.Kinds;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.EventLog;

/// How long the scheduler, the API server and all who watch take to bind Pods that are there
/// already.
///
/// The nodes are objects without machines, as in Kubernetes' own `scheduler_perf`. The scheduler is
/// plugged in when everything is there; its first list of all Pods is part of what is measured.
final class SchedulingRun {

  private static final int OBJECTS_AT_ONCE = 500;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(60);

  private final Cluster cluster = new Cluster(Cluster.Plan.standard(1).withNodes(0));
  private final ApiClient user = cluster.client("user");
  private final int nodes;
  private final int pods;
  private int bound;

  SchedulingRun(int nodes, int pods) {
    this.nodes = nodes;
    this.pods = pods;
  }

  /// Returns the seconds of the processor.
  double seconds(BiConsumer<Integer, Integer> progress) {
    cluster.start();
    cluster.unplug("scheduler");
    cluster.unplug("kcm.nodelifecycle"); // No kubelet tells that these nodes are well.
    for (int number = 0; number < nodes; number++) {
      user.create(Kinds.NODE, "", Objects.node(number)).orThrow();
      pauseAfter(number);
    }
    for (int number = 0; number < pods; number++) {
      user.create(Kinds.POD, "default", Objects.pod(number)).orThrow();
      pauseAfter(number);
    }
    cluster.advance(STEP.multipliedBy(10));
    cluster.log().onEntry(this::count);
    double start = Stopwatch.processorSeconds();
    cluster.plugIn("scheduler");
    for (Duration waited = Duration.ZERO; bound < pods; waited = waited.plus(STEP)) {
      if (waited.compareTo(LONGEST) > 0) throw new IllegalStateException("not within " + LONGEST);
      cluster.advance(STEP);
      progress.accept(bound, pods);
    }
    return Stopwatch.processorSeconds() - start;
  }

  private void count(EventLog.Entry entry) {
    if (entry.verb().equals("bind") && entry.revision() > 0) bound++;
  }

  /// Time goes on between the creations, as it does for a client outside.
  private void pauseAfter(int number) {
    if (number % OBJECTS_AT_ONCE == OBJECTS_AT_ONCE - 1) cluster.advance(STEP);
  }
}
