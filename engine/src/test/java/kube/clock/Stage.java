package kube.clock;

import java.util.ArrayList;
import java.util.List;

import kube.Cluster;

/// Where the clusters of stories come from: simulated ones, or live ones when the test wants it.
public final class Stage {

  /// How time passes for the clusters of a test.
  enum Clock {
    VIRTUAL, WALL
  }

  private static final ThreadLocal<Clock> CLOCK = ThreadLocal.withInitial(() -> Clock.VIRTUAL);
  private static final ThreadLocal<List<WallTime>> RUNNING = ThreadLocal
      .withInitial(ArrayList::new);

  private Stage() {}

  /// A cluster that is switched on.
  public static Cluster cluster(Cluster.Plan plan) {
    Cluster cluster = new Cluster(plan).start();
    if (CLOCK.get() == Clock.WALL) {
      WallTime time = new WallTime(cluster.loop());
      RUNNING.get().add(time);
      cluster.letTimePassBy(time::pass);
    }
    return cluster;
  }

  static void set(Clock clock) {
    CLOCK.set(clock);
  }

  static void clear() {
    RUNNING.get().forEach(WallTime::close);
    RUNNING.remove();
    CLOCK.remove();
  }
}
