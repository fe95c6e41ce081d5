package kube.node.kubelet.resource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import kube.node.kubelet.wish.PodWish;

/// In which order the Pods of a machine end that is shut down: the least important first, the others
/// when those had their time.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#pod-priority-graceful-node-shutdown
public final class ShutdownOrder {

  /// From this priority on a Pod is critical for its node or for the cluster.
  public static final int CRITICAL = 2_000_000_000;

  /// How long the Pods from a priority on get.
  public record Period(int priority, Duration grace) {}

  /// Pods that end together.
  ///
  /// @param time how long the next group waits for this one at most
  public record Group(Duration time, List<PodWish> pods) {

    public Group { pods = List.copyOf(pods); }

    /// What one of them gets: never more than its author wanted.
    public Duration graceOf(PodWish pod) {
      Duration own = pod.settings().grace();
      return own.compareTo(time) <= 0 ? own : time;
    }
  }

  private ShutdownOrder() {}

  /// The periods that two settings stand for: the last part of the whole is for critical Pods.
  public static List<Period> periods(Duration whole, Duration critical) {
    if (whole.isZero()) return List.of();
    return List.of(new Period(0, whole.minus(critical)), new Period(CRITICAL, critical));
  }

  /// The groups in the order in which they end; those without a Pod are left out.
  ///
  /// @param periods in any order; a Pod belongs to the highest that it reaches, or to the lowest
  public static List<Group> groups(List<Period> periods, List<PodWish> pods) {
    TreeMap<Integer, Duration> byPriority = new TreeMap<>();
    periods.forEach(period -> byPriority.put(period.priority(), period.grace()));
    TreeMap<Integer, List<PodWish>> members = new TreeMap<>();
    for (PodWish pod : pods) {
      Integer reached = byPriority.floorKey(pod.settings().priority());
      members.computeIfAbsent(reached == null ? byPriority.firstKey() : reached,
          unknown -> new ArrayList<>()).add(pod);
    }
    List<Group> groups = new ArrayList<>();
    byPriority.forEach((priority, grace) -> {
      List<PodWish> some = members.get(priority);
      if (some != null) groups.add(new Group(grace, some));
    });
    return groups;
  }
}
