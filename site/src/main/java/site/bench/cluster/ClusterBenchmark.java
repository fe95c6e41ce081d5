package site.bench.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// What clusters of several sizes cost, as a table beside what is wanted, and how it grows.
public final class ClusterBenchmark {

  private static final int SCHEDULED_A_SECOND_WANTED = 10_000;
  private static final int MEGABYTES_ALLOWED = 1_500;
  private static final int NODES_IN_MIND = 5_000;
  private static final int NODES_TO_WARM_UP = 100;

  private final PrintWriter out;
  private final Function<String, BiConsumer<Integer, Integer>> progress;
  private final int podsPerNode;
  private final boolean alsoWhole;

  /// @param progress makes one that is told how many Pods of how many have come so far
  /// @param podsPerNode 30 make 150,000 Pods on 5,000 nodes, the largest cluster that Kubernetes
  ///   supports
  /// @param alsoWhole whether with kubelets too; else the scheduler and the API server alone
  public ClusterBenchmark(PrintWriter out, Function<String, BiConsumer<Integer, Integer>> progress,
      int podsPerNode, boolean alsoWhole) {
    this.out = out;
    this.progress = progress;
    this.podsPerNode = podsPerNode;
    this.alsoWhole = alsoWhole;
  }

  /// Runs clusters of these numbers of nodes, after one that only warms up.
  ///
  /// @param picture where to draw how the costs grow
  public void run(List<Integer> sizes, Optional<Path> picture) throws IOException {
    List<Integer> ascending = sizes.stream().sorted().distinct().toList();
    measure(Math.min(NODES_TO_WARM_UP, ascending.getLast()), "warming up, ");
    List<Costs> costs = new ArrayList<>();
    for (int nodes : ascending) {
      costs.add(measure(nodes, nodes + " nodes, "));
      if (costs.size() == 1) head();
      row(costs.getLast());
    }
    targets(costs.getLast());
    if (costs.size() > 1) grow(costs, picture);
    out.flush();
  }

  private Costs measure(int nodes, String label) {
    int pods = nodes * podsPerNode;
    double scheduling = new SchedulingRun(nodes, pods).seconds(progress.apply(label + "bound"));
    return new Costs(nodes, pods, scheduling, alsoWhole
        ? new WholeRun(nodes, pods).measure(progress.apply(label + "ready"))
        : Costs.Whole.NOT_MEASURED);
  }

  private void head() {
    out.println("Seconds (s) are of the processor, \"own s\" of the cluster's own time.");
    out.printf("%6s %8s %12s", "nodes", "Pods", "scheduled/s");
    if (alsoWhole) {
      out.printf(" %7s %13s %13s %9s %8s %8s %8s %6s", "boot s", "idle us/node", "idle events/s",
          "running s", "wall s", "p50 own", "p99 own", "MB");
    }
    out.println();
  }

  private void row(Costs costs) {
    out.printf(Locale.ROOT, "%,6d %,8d %,12.0f", costs.nodes(), costs.pods(),
        costs.scheduledASecond());
    if (alsoWhole) {
      Costs.Whole whole = costs.whole();
      out.printf(Locale.ROOT, " %7.2f %13.0f %13.1f %9.1f %8.1f %8.1f %8.1f %,6d", whole.boot(),
          costs.idleMicrosANode(), whole.eventsAnIdleSecond(), whole.running(),
          whole.wall().toMillis() / 1e3, whole.median().toMillis() / 1e3,
          whole.slowest().toMillis() / 1e3, whole.megabytes());
    }
    out.println();
    out.flush();
  }

  private void targets(Costs largest) {
    target(SCHEDULED_A_SECOND_WANTED + " scheduled/s", largest.scheduledASecond(), largest.nodes(),
        largest.scheduledASecond() >= SCHEDULED_A_SECOND_WANTED);
    if (alsoWhole) {
      long megabytes = largest.whole().megabytes();
      target("at most " + MEGABYTES_ALLOWED + " MB", (double) megabytes, largest.nodes(),
          megabytes <= MEGABYTES_ALLOWED);
    }
  }

  private void target(String wish, double found, int nodes, boolean isMet) {
    out.printf(Locale.ROOT, "wanted with %,d nodes: %s; with %,d nodes %,.0f: %s%n", NODES_IN_MIND,
        wish, nodes, found, nodes < NODES_IN_MIND ? "not judged at this size" : verdict(isMet));
  }

  private void grow(List<Costs> costs, Optional<Path> picture) throws IOException {
    double allowed = Growth.exponentOfNLogN(costs.getFirst().nodes(), costs.getLast().nodes());
    List<Growth> growths = new ArrayList<>();
    growths.add(Growth.of("scheduling", costs, Costs::scheduling));
    if (alsoWhole) {
      growths.add(Growth.of("boot", costs, size -> size.whole().boot()));
      growths.add(Growth.of("an idle minute", costs, size -> size.whole().idleMinute()));
      growths.add(Growth.of("all Pods to Running", costs, size -> size.whole().running()));
      growths.add(Growth.of("memory", costs, size -> size.whole().megabytes()));
    }
    out.printf(Locale.ROOT, "growth; n log n would be n^%.2f here%n", allowed);
    for (Growth growth : growths) {
      out.printf(Locale.ROOT, "  %-20s n^%.2f: %s%n", growth.name(), growth.exponent(),
          verdict(growth.isAtMost(allowed)));
    }
    if (picture.isEmpty()) return;
    Files.writeString(picture.get(),
        new GrowthPicture(costs.stream().map(Costs::nodes).toList(), growths).svg());
    out.println("drawn in " + picture.get());
  }

  private static String verdict(boolean isMet) {
    return isMet ? "met" : "missed";
  }
}
