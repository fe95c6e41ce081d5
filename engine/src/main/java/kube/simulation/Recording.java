package kube.simulation;

import java.time.Instant;
import java.util.List;

import kube.Cluster;

/// A run that can be run again: the plan of a cluster and all that was done to it.
///
/// **Leaves out** what was typed into open streams: an `exec` is repeated with its command and with
/// nothing on its input.
///
/// @param inputs in the order in which they came
/// @param eventsRun how many events the run had when the recording was taken, and `endedAt` its time
public record Recording(Cluster.Plan plan, List<Input> inputs, long eventsRun, Instant endedAt) {

  /// @param afterEvents how many events of the loop had run before it: with it the place among
  ///   events of the same moment is exact
  public record Input(long afterEvents, Instant at, Deed deed) {}

  public Recording { inputs = List.copyOf(inputs); }

  /// Runs it again, to the end.
  public Cluster replay() {
    Cluster cluster = begin();
    int next = 0;
    while (next < inputs.size()) next = step(cluster, next);
    runTo(cluster, eventsRun, endedAt);
    return cluster;
  }

  /// Runs it again up to the moment at which the store reached the revision, or to the end.
  public Cluster replayTo(long revision) {
    Cluster cluster = begin();
    int next = 0;
    while (next < inputs.size() && cluster.revision() < revision) {
      if (cluster.loop().eventsRun() < inputs.get(next).afterEvents()) {
        cluster.loop().runNext();
      } else {
        next = step(cluster, next);
      }
    }
    while (cluster.loop().eventsRun() < eventsRun && cluster.revision() < revision) {
      cluster.loop().runNext();
    }
    return cluster;
  }

  private Cluster begin() {
    return new Cluster(plan).start();
  }

  private int step(Cluster cluster, int next) {
    Input input = inputs.get(next);
    runTo(cluster, input.afterEvents, input.at);
    cluster.simulation().suffer(input.deed);
    return next + 1;
  }

  private static void runTo(Cluster cluster, long events, Instant at) {
    while (cluster.loop().eventsRun() < events && cluster.loop().runNext());
    cluster.loop().standAt(at);
  }
}
