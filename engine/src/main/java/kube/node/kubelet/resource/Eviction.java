package kube.node.kubelet.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Quantity;
import kube.node.kubelet.status.QuantityText;
import kube.node.kubelet.wish.PodWish;

/// Decides which Pod has to go when the machine runs short of memory.
///
/// First those that use more than they asked for, then by priority, then by how much more they use. A
/// Pod that keeps to its requests goes last.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction
public final class Eviction {

  /// The memory that a machine must have left: the default threshold.
  public static final long THRESHOLD = 100L * 1024 * 1024;

  /// What a Pod uses.
  ///
  /// @param byContainer bytes of memory, by the names of its containers
  public record Use(PodWish pod, SortedMap<String, Long> byContainer) {

    long total() {
      return byContainer.values().stream().mapToLong(Long::longValue).sum();
    }

    long overRequest() {
      return total() - pod.requested("memory").units();
    }
  }

  /// Who goes, and what people are told.
  public record Choice(PodWish pod, String message) {}

  private static final Comparator<Use> WORST_FIRST = Comparator
      .comparingInt((Use use) -> use.overRequest() > 0 ? 0 : 1)
      .thenComparingInt(use -> use.pod().settings().priority())
      .thenComparing(Comparator.comparingLong(Use::overRequest).reversed());

  private Eviction() {}

  public static boolean isUnderPressure(long available) {
    return available < THRESHOLD;
  }

  /// The next Pod to go; empty while there is memory enough, or nobody is left.
  public static Optional<Choice> choose(List<Use> uses, long available) {
    if (!isUnderPressure(available)) return Optional.empty();
    return uses.stream().sorted(WORST_FIRST).findFirst()
        .map(use -> new Choice(use.pod(), message(use, available)));
  }

  private static String message(Use use, long available) {
    StringBuilder text = new StringBuilder("The node was low on resource: memory. Threshold "
        + "quantity: " + QuantityText.bytes(THRESHOLD) + ", available: "
        + Math.max(0, available) / 1024 + "Ki. ");
    use.pod().containers().forEach(container -> {
      long bytes = use.byContainer().getOrDefault(container.name(), 0L);
      Quantity request = container.requests().getOrDefault("memory", Quantity.ZERO);
      if (bytes > request.units()) {
        text.append("Container ").append(container.name()).append(" was using ")
            .append(bytes / 1024).append("Ki, request is ")
            .append(QuantityText.of("memory", request))
            .append(", has larger consumption of memory. ");
      }
    });
    return text.toString();
  }
}
