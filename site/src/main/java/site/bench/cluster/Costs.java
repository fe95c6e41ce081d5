package site.bench.cluster;

import java.time.Duration;

/// What one size of a cluster costs. Seconds are of the processor, if nothing else is said: other
/// programs on the machine do not count.
///
/// @param scheduling how long all Pods take to get their nodes
/// @param whole the rest; absent values are zero when only the scheduler was measured
record Costs(int nodes, int pods, double scheduling, Whole whole) {

  /// A cluster with a kubelet for every node.
  ///
  /// @param boot until every node is ready
  /// @param idleMinute what a minute without work costs all nodes together
  /// @param eventsAnIdleSecond how many events the loop runs in a second of the cluster's own time
  /// @param running from the first Pod's creation until all are ready
  /// @param wall the same by the clock on the wall
  /// @param median how long a Pod took to be ready, in the cluster's own time
  /// @param slowest the same for the slowest of a hundred
  /// @param megabytes in use in the end
  record Whole(double boot, double idleMinute, double eventsAnIdleSecond, double running,
      Duration wall, Duration median, Duration slowest, long megabytes) {

    static final Whole NOT_MEASURED = new Whole(0, 0, 0, 0, Duration.ZERO, Duration.ZERO,
        Duration.ZERO, 0);
  }

  double scheduledASecond() {
    return pods / scheduling;
  }

  double idleMicrosANode() {
    return whole.idleMinute * 1e6 / nodes;
  }
}
