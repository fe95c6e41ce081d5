package kube.node.kubelet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Quantity;
import kube.foundation.api.Usage;
import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.kubelet.config.Signal;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.resource.Eviction;
import kube.node.kubelet.resource.Shortage;
import kube.node.kubelet.resource.Shortage.Left;
import kube.node.kubelet.resource.Shortage.Met;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.status.QuantityText;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;
import kube.node.kubelet.wish.VolumeWish;

/// Looks every ten seconds at what the Pods of the machine use, and ends those that are too much.
///
/// When the disk runs full, images that nobody uses go before any Pod does. One Pod goes at a time:
/// perhaps that is enough.
///
/// Owned by the loop.
///
/// **Models** memory that programs say they use, the machine's disk with volumes, layers, logs and
/// images on it, processes, hard and soft thresholds, limits of emptyDir volumes and of written files.
/// **Leaves out** inodes, a file system of its own for images, and what the system itself uses.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
final class Pressure {

  /// How many processes the machine can have, and how many are its own.
  private static final long PROCESSES = 32_768;
  private static final long OWN_PROCESSES = 120;
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final NodeKit kit;
  private final ImageKeeper images;
  private final Shortage shortage;

  Pressure(NodeKit kit, ImageKeeper images) {
    this.kit = kit;
    this.images = images;
    this.shortage = new Shortage(kit.settings());
  }

  /// The conditions of shortage that are true now, such as `DiskPressure`.
  Set<String> conditions() {
    return shortage.conditions(kit.actor().now());
  }

  void look(Collection<PodWorker> workers) {
    List<PodWorker> active = workers.stream().filter(PodWorker::isActive).toList();
    active.forEach(this::checkFiles);
    Optional<Met> met = shortage.observe(left(workers), kit.actor().now());
    if (met.isEmpty()) return;
    Signal signal = met.get().threshold().signal();
    if (signal.condition().equals("DiskPressure") && images.freeAll(workers)) return;
    List<Eviction.Use> uses = active.stream().map(this::use).toList();
    Eviction.choose(uses, met.get()).ifPresent(choice -> active.stream()
        .filter(worker -> worker.pod().uid().equals(choice.pod().uid())).findFirst()
        .ifPresent(worker -> worker.evict(choice.message(), grace(met.get()))));
  }

  /// Whether a Pod that was assigned to the machine has to stay out.
  Optional<Verdict> refusal(PodWish pod) {
    Set<String> now = conditions();
    if (now.isEmpty() || Eviction.isCritical(pod)) return Optional.empty();
    boolean isBestEffort = pod.shown().qualityOfService().equals("BestEffort");
    if (now.equals(Set.of("MemoryPressure")) && !isBestEffort) return Optional.empty();
    return Optional.of(new Verdict("Evicted", "The node had condition: " + now + ". "));
  }

  private Duration grace(Met met) {
    return met.threshold().isHard() ? AT_ONCE : kit.settings().eviction().longestGrace();
  }

  /// What is left of everything that can run short.
  private EnumMap<Signal, Left> left(Collection<PodWorker> workers) {
    long memory = 0;
    long layers = 0;
    long processes = OWN_PROCESSES;
    for (PodWorker worker : workers) {
      Eviction.Use use = use(worker);
      memory += use.memory().values().stream().mapToLong(Long::longValue).sum();
      layers += use.disk().values().stream().mapToLong(Long::longValue).sum();
      processes += use.processes();
    }
    EnumMap<Signal, Left> left = new EnumMap<>(Signal.class);
    long allMemory = kit.machine().allocatable().getOrDefault("memory", Quantity.ZERO).units();
    left.put(Signal.MEMORY, new Left(allMemory - memory, allMemory));
    Left disk = disk(layers);
    left.put(Signal.NODE_FILES, disk);
    left.put(Signal.IMAGE_FILES, disk);
    left.put(Signal.PROCESSES, new Left(PROCESSES - processes, PROCESSES));
    return left;
  }

  /// What is left of the disk, on which everything lies.
  Left disk(Collection<PodWorker> workers) {
    return disk(workers.stream().map(this::use).flatMap(use -> use.disk().values().stream())
        .mapToLong(Long::longValue).sum());
  }

  private Left disk(long layers) {
    long all = kit.storage().disk().capacity();
    long pulled = kit.runtime().images().stream().mapToLong(LocalImage::bytes).sum();
    return new Left(all - kit.storage().disk().used() - pulled - layers, all);
  }

  private Eviction.Use use(PodWorker worker) {
    SortedMap<String, Long> memory = new TreeMap<>();
    SortedMap<String, Long> disk = new TreeMap<>();
    long processes = 0;
    for (ContainerView view : worker.containers()) {
      if (!view.hasRun()) continue;
      disk.put(view.name(), kit.runtime().bytesWritten(view.containerId()));
      if (!view.isRunning()) continue;
      processes += kit.runtime().processes(view.containerId());
      kit.runtime().usage(view.containerId()).map(Usage::memoryBytes)
          .ifPresent(amount -> memory.put(view.name(), amount));
    }
    return new Eviction.Use(worker.pod(), memory, disk, worker.volumes().bytesWritten(),
        processes);
  }

  /// Of several limits that are passed, the one of a volume is told first, then that of the whole Pod.
  private void checkFiles(PodWorker worker) {
    PodWish pod = worker.pod();
    Optional<VolumeWish> full = worker.volumes().overfull();
    if (full.isPresent() && full.get().source() instanceof VolumeWish.Source.EmptyDir directory) {
      worker.evict("Usage of EmptyDir volume \"" + full.get().name() + "\" exceeds the limit \""
          + QuantityText.of("memory", directory.limit().orElse(Quantity.ZERO)) + "\". ", AT_ONCE);
    }
    List<String> tooMuch = new ArrayList<>();
    boolean hasLimits = !pod.containers().isEmpty();
    Quantity total = Quantity.ZERO;
    long written = 0;
    for (ContainerWish container : pod.containers()) {
      Quantity limit = container.limits().get("ephemeral-storage");
      hasLimits &= limit != null;
      if (limit == null) continue;
      total = total.plus(limit);
      long own = worker.container(container.name())
          .map(view -> kit.runtime().bytesWritten(view.containerId())).orElse(0L);
      written += own;
      if (own > limit.units()) {
        tooMuch.add("Container " + container.name() + " exceeded its local ephemeral storage "
            + "limit \"" + QuantityText.of("memory", limit) + "\". ");
      }
    }
    if (hasLimits && written + worker.volumes().bytesWritten() > total.units()) {
      worker.evict("Pod ephemeral local storage usage exceeds the total limit of containers "
          + QuantityText.of("memory", total) + ". ", AT_ONCE);
    }
    tooMuch.forEach(message -> worker.evict(message, AT_ONCE));
  }
}
