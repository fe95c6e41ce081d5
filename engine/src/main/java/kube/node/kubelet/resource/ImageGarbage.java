package kube.node.kubelet.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.kubelet.config.KubeletConfig;

/// Decides which images of a machine are garbage: unused ones, those first that nobody has used for the
/// longest time.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images
public final class ImageGarbage {

  private ImageGarbage() {}

  /// How much has to go: as much as brings a disk that is too full down to the low mark.
  public static long bytesToFree(KubeletConfig.Images config, Shortage.Left disk) {
    long usedPercent = 100 - disk.available() * 100 / disk.capacity();
    if (usedPercent < config.highPercent()) return 0;
    return disk.capacity() * (100 - config.lowPercent()) / 100 - disk.available();
  }

  /// The images to remove.
  ///
  /// @param inUse those that a container was made of
  /// @param bytes how much is to be freed; all that may go when it is more than there is
  public static List<LocalImage> choose(KubeletConfig.Images config, List<LocalImage> images,
      Set<String> inUse, long bytes, Instant now) {
    List<LocalImage> unused = images.stream().filter(image -> !inUse.contains(image.name()))
        .sorted(Comparator.comparing(LocalImage::lastUsed)).toList();
    List<LocalImage> chosen = new ArrayList<>();
    long freed = 0;
    for (LocalImage image : unused) {
      boolean isTooOld = !config.oldest().isZero()
          && image.lastUsed().plus(config.oldest()).isBefore(now);
      boolean isTooYoung = image.lastUsed().plus(config.youngest()).isAfter(now);
      if (isTooOld || (freed < bytes && !isTooYoung)) {
        chosen.add(image);
        freed += image.bytes();
      }
    }
    return chosen;
  }
}
