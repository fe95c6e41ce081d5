package kube.node.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.resource.ImageGarbage;
import kube.node.kubelet.resource.Shortage.Left;
import org.jspecify.annotations.Nullable;

/// Removes images that no container needs when the disk becomes full.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images
final class ImageKeeper {

  static final Duration PERIOD = Duration.ofMinutes(5);

  private final NodeKit kit;
  private final TreeMap<String, Instant> usedAt = new TreeMap<>();

  ImageKeeper(NodeKit kit) {
    this.kit = kit;
  }

  /// The round that is made every five minutes.
  void collect(Collection<PodWorker> workers, Left disk) {
    long wanted = ImageGarbage.bytesToFree(kit.settings().images(), disk);
    if (wanted <= 0 && kit.settings().images().oldest().isZero()) return;
    long freed = remove(ImageGarbage.choose(kit.settings().images(), images(),
        inUse(workers), wanted, kit.actor().now()));
    if (freed < wanted) {
      kit.client().get(Kinds.NODE, new Key("", kit.machine().name())).toOptional()
          .ifPresent(node -> kit.recorder().warning(Kinds.NODE, node.metadata(),
              "FreeDiskSpaceFailed", "Failed to garbage collect required amount of images. "
                  + "Attempted to free " + wanted + " bytes, but only found " + freed
                  + " bytes eligible to free."));
    }
  }

  /// Removes every image that is not in use: better than ending a Pod. Returns whether there was one.
  boolean freeAll(Collection<PodWorker> workers) {
    Set<String> inUse = inUse(workers);
    return remove(kit.runtime().images().stream().filter(image -> !inUse.contains(image.name()))
        .toList()) > 0;
  }

  /// Remembers what is in use: an image is as old as its last container.
  private Set<String> inUse(Collection<PodWorker> workers) {
    Set<String> inUse = new TreeSet<>();
    for (PodWorker worker : workers) {
      worker.containers().stream().filter(ContainerView::hasRun)
          .forEach(view -> inUse.add(view.wish().image()));
    }
    inUse.forEach(image -> usedAt.put(image, kit.actor().now()));
    return inUse;
  }

  private List<LocalImage> images() {
    return kit.runtime().images().stream().map(image -> new LocalImage(image.name(),
        image.digest(), image.bytes(), later(image.lastUsed(), usedAt.get(image.name()))))
        .toList();
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || other.isBefore(one) ? one : other;
  }

  private long remove(List<LocalImage> garbage) {
    long freed = 0;
    for (LocalImage image : garbage) {
      kit.actor().record("remove-image", image.name(), "nobody uses it");
      kit.runtime().removeImage(image.name());
      usedAt.remove(image.name());
      freed += image.bytes();
    }
    return freed;
  }
}
