package kube.node.kubelet.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.node.kubelet.config.KubeletConfig;
import kube.node.kubelet.config.Signal;
import kube.node.kubelet.config.Threshold;

/// Tells from what is left on a machine which thresholds are met, for how long, and what the node has
/// to say about itself.
///
/// A soft threshold counts when its grace is over. A condition stays for a while after the shortage, so
/// that a node does not change its mind every ten seconds.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-conditions
public final class Shortage {

  /// What is left of something, and of how much.
  public record Left(long available, long capacity) {}

  /// A threshold that is met.
  ///
  /// @param quantity what must be left, counted
  public record Met(Threshold threshold, long quantity, long available) {}

  private final List<Threshold> thresholds;
  private final Duration transition;
  private final Map<Threshold, Instant> metSince = new LinkedHashMap<>();
  private final TreeMap<String, Instant> lastShort = new TreeMap<>();

  public Shortage(KubeletConfig config) {
    this.thresholds = config.thresholds();
    this.transition = config.eviction().transition();
  }

  /// Looks at what is left. Returns the threshold to act on, the most urgent first.
  public Optional<Met> observe(EnumMap<Signal, Left> left, Instant now) {
    List<Met> met = new ArrayList<>();
    for (Threshold threshold : thresholds) {
      Left seen = left.get(threshold.signal());
      if (seen == null) continue;
      long quantity = threshold.level().of(seen.capacity);
      long wanted = metSince.containsKey(threshold)
          ? quantity + threshold.reclaim().of(seen.capacity)
          : quantity;
      if (seen.available < wanted) {
        metSince.putIfAbsent(threshold, now);
        met.add(new Met(threshold, quantity, seen.available));
      } else {
        metSince.remove(threshold);
      }
    }
    met.forEach(one -> lastShort.put(one.threshold.signal().condition(), now));
    return met.stream().filter(one -> isOver(one.threshold, now))
        .min(Comparator.comparing(one -> one.threshold.signal()));
  }

  private boolean isOver(Threshold threshold, Instant now) {
    Instant since = metSince.getOrDefault(threshold, now);
    return !now.isBefore(since.plus(threshold.grace()));
  }

  /// The conditions that are true now, such as `DiskPressure`.
  public Set<String> conditions(Instant now) {
    Set<String> conditions = new TreeSet<>();
    lastShort.forEach((condition, last) -> {
      boolean isMet = metSince.keySet().stream()
          .anyMatch(threshold -> threshold.signal().condition().equals(condition));
      if (isMet || now.isBefore(last.plus(transition))) conditions.add(condition);
    });
    return conditions;
  }
}
