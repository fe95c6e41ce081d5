package site.bench.cluster;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What clusters of several sizes cost, as a table: sizes double, so growth can be read off it.
public final class ClusterBenchmark {

  private final PrintWriter out;
  private final int podsPerNode;

  /// @param podsPerNode 30 make 150,000 Pods on 5,000 nodes, the largest cluster that Kubernetes
  ///   supports
  public ClusterBenchmark(PrintWriter out, int podsPerNode) {
    this.out = out;
    this.podsPerNode = podsPerNode;
  }

  /// Runs clusters of these numbers of nodes, after a small one that only warms up.
  ///
  /// @param alsoWhole whether with kubelets too; else the scheduler and the API server alone
  public void run(List<Integer> sizes, boolean alsoWhole) {
    ClusterRun.secondsToSchedule(50, 50 * podsPerNode);
    if (alsoWhole) ClusterRun.whole(50, 50 * podsPerNode);
    out.printf("%6s %8s %12s %9s %11s %10s %9s %9s %8s%n", "nodes", "Pods", "scheduled/s",
        "boot s", "idle us/min", "ready/s", "p50 s", "p99 s", "MB");
    for (int nodes : sizes) {
      int pods = nodes * podsPerNode;
      double scheduled = pods / ClusterRun.secondsToSchedule(nodes, pods);
      out.printf(Locale.ROOT, "%6d %8d %,12.0f", nodes, pods, scheduled);
      out.flush();
      if (alsoWhole) {
        ClusterRun.Result whole = ClusterRun.whole(nodes, pods);
        out.printf(Locale.ROOT, " %9.2f %11.0f %10.0f %9.1f %9.1f %8d", whole.bootSeconds(),
            whole.idleMicros(), pods / whole.podSeconds(), whole.quantile(0.5).toMillis() / 1e3,
            whole.quantile(0.99).toMillis() / 1e3, whole.megabytes());
      }
      out.println();
      out.flush();
    }
  }
}
