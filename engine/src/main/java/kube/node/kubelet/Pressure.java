package kube.node.kubelet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Quantity;
import kube.foundation.api.Usage;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.resource.Eviction;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.status.QuantityText;
import kube.node.kubelet.wish.PodWish;
import kube.node.kubelet.wish.VolumeWish;

/// Looks every ten seconds at what the Pods of the machine use, and ends those that are too much.
///
/// Owned by the loop.
///
/// **Models** memory that programs say they use, limits of emptyDir volumes and of written files.
/// **Leaves out** processes and the machine's own disk, of which there is enough, and soft thresholds.
final class Pressure {

  private final NodeKit kit;
  private boolean lacksMemory;

  Pressure(NodeKit kit) {
    this.kit = kit;
  }

  boolean lacksMemory() {
    return lacksMemory;
  }

  void look(Collection<PodWorker> workers) {
    List<PodWorker> active = workers.stream().filter(PodWorker::isActive).toList();
    active.forEach(this::checkFiles);
    List<Eviction.Use> uses = new ArrayList<>();
    active.forEach(worker -> memory(worker).ifPresent(uses::add));
    long used = uses.stream().flatMap(use -> use.byContainer().values().stream())
        .mapToLong(Long::longValue).sum();
    Quantity memory = kit.machine().allocatable().getOrDefault("memory", Quantity.ZERO);
    long available = memory.units() - used;
    lacksMemory = Eviction.isUnderPressure(available);
    Eviction.choose(uses, available).ifPresent(choice -> active.stream()
        .filter(worker -> worker.pod().uid().equals(choice.pod().uid())).findFirst()
        .ifPresent(worker -> worker.evict(choice.message())));
  }

  private Optional<Eviction.Use> memory(PodWorker worker) {
    SortedMap<String, Long> bytes = new TreeMap<>();
    for (ContainerView view : worker.containers()) {
      if (!view.isRunning()) continue;
      kit.runtime().usage(view.containerId()).map(Usage::memoryBytes)
          .ifPresent(amount -> bytes.put(view.name(), amount));
    }
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Eviction.Use(worker.pod(), bytes));
  }

  private void checkFiles(PodWorker worker) {
    PodWish pod = worker.pod();
    Optional<VolumeWish> full = worker.volumes().overfull();
    if (full.isPresent() && full.get().source() instanceof VolumeWish.Source.EmptyDir directory) {
      worker.evict("Usage of EmptyDir volume \"" + full.get().name() + "\" exceeds the limit \""
          + QuantityText.of("memory", directory.limit().orElse(Quantity.ZERO)) + "\". ");
    }
    pod.containers().forEach(container -> {
      Quantity limit = container.limits().get("ephemeral-storage");
      Optional<ContainerView> view = worker.container(container.name());
      if (limit == null || view.isEmpty()) return;
      if (kit.runtime().bytesWritten(view.get().containerId()) > limit.units()) {
        worker.evict("Container " + container.name() + " exceeded its local ephemeral storage "
            + "limit \"" + QuantityText.of("memory", limit) + "\". ");
      }
    });
  }

  /// How long an evicted Pod has for its end.
  static Duration grace() {
    return Duration.ofSeconds(1);
  }

  static Verdict verdict(String message) {
    return new Verdict("Evicted", message);
  }
}
