package kube.node.kubelet.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Quantity;
import kube.node.kubelet.config.Signal;
import kube.node.kubelet.resource.Shortage.Met;
import kube.node.kubelet.status.QuantityText;
import kube.node.kubelet.wish.PodWish;

/// Decides which Pod has to go when the machine runs short of something.
///
/// First those that use more than they asked for, then by priority, then by how much more they use. A
/// Pod that keeps to its requests goes last. Of processes nobody asks for any: there the priority
/// decides, and then the number. What the cluster cannot do without never goes.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction
public final class Eviction {

  private static final int SYSTEM_CRITICAL = 2_000_000_000;

  /// What a Pod uses.
  ///
  /// @param memory bytes by the names of its containers, of those that say so
  /// @param disk bytes that each container has written, without volumes
  /// @param volumes bytes in volumes that lie on the machine's disk
  public record Use(PodWish pod, SortedMap<String, Long> memory, SortedMap<String, Long> disk,
      long volumes, long processes) {

    private long of(Signal signal) {
      return switch (signal) {
        case MEMORY -> sum(memory);
        case NODE_FILES, IMAGE_FILES -> sum(disk) + volumes;
        case PROCESSES -> processes;
      };
    }

    private long overRequest(Signal signal) {
      return of(signal) - pod.requested(signal.resource()).units();
    }

    private static long sum(SortedMap<String, Long> amounts) {
      return amounts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Who goes, and what people are told.
  public record Choice(PodWish pod, String message) {}

  private Eviction() {}

  /// Whether the node cannot be without the Pod: a static one, or one of the system's priority.
  public static boolean isCritical(PodWish pod) {
    return pod.isStatic() || pod.settings().priority() >= SYSTEM_CRITICAL;
  }

  /// The next Pod to go; empty when nobody is left.
  public static Optional<Choice> choose(List<Use> uses, Met met) {
    Signal signal = met.threshold().signal();
    return uses.stream().filter(use -> !isCritical(use.pod))
        .filter(use -> signal != Signal.MEMORY || !use.memory.isEmpty())
        .min(worstFirst(signal)).map(use -> new Choice(use.pod, message(use, met)));
  }

  private static Comparator<Use> worstFirst(Signal signal) {
    Comparator<Use> byPriority = Comparator.comparingInt(use -> use.pod.settings().priority());
    Comparator<Use> byExcess = Comparator
        .comparingLong((Use use) -> use.overRequest(signal)).reversed();
    if (signal == Signal.PROCESSES) return byPriority.thenComparing(byExcess);
    return Comparator.comparingInt((Use use) -> use.overRequest(signal) > 0 ? 0 : 1)
        .thenComparing(byPriority).thenComparing(byExcess);
  }

  private static String message(Use use, Met met) {
    Signal signal = met.threshold().signal();
    StringBuilder text = new StringBuilder("The node was low on resource: " + signal.resource()
        + ". Threshold quantity: " + QuantityText.bytes(met.quantity()) + ", available: "
        + amount(signal, Math.max(0, met.available())) + ". ");
    if (signal == Signal.PROCESSES) return text.toString();
    SortedMap<String, Long> used = signal == Signal.MEMORY ? use.memory : use.disk;
    use.pod.containers().forEach(container -> {
      long bytes = used.getOrDefault(container.name(), 0L);
      Quantity request = container.requests().getOrDefault(signal.resource(), Quantity.ZERO);
      if (bytes > request.units()) {
        text.append("Container ").append(container.name()).append(" was using ")
            .append(amount(signal, bytes)).append(", request is ")
            .append(QuantityText.of("memory", request))
            .append(", has larger consumption of ").append(signal.resource()).append(". ");
      }
    });
    return text.toString();
  }

  private static String amount(Signal signal, long amount) {
    boolean isSmall = signal == Signal.PROCESSES || amount < 1024;
    return isSmall ? Long.toString(amount) : amount / 1024 + "Ki";
  }
}
