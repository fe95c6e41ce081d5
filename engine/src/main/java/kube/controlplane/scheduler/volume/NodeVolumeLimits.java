package kube.controlplane.scheduler.volume;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.Inquiry;
import kube.controlplane.scheduler.filter.Refusal;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;

/// Keeps the number of attached volumes within what each driver says that the node can take.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/storage-limits/
public final class NodeVolumeLimits implements Filter {

  private static final Optional<Refusal> TOO_MANY = Optional
      .of(Refusal.because("node(s) exceed max volume count"));

  private final VolumeLore lore;

  public NodeVolumeLimits(VolumeLore lore) {
    this.lore = lore;
  }

  @Override
  public String name() {
    return "NodeVolumeLimits";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    TreeMap<String, Set<String>> wanted = new TreeMap<>();
    collect(pod, wanted);
    if (wanted.isEmpty()) return Inquiry.FINE;
    return Inquiry.node(room -> fits(wanted, room) ? Optional.empty() : TOO_MANY);
  }

  private boolean fits(Map<String, Set<String>> wanted, NodeRoom room) {
    for (var entry : wanted.entrySet()) {
      Optional<Integer> limit = lore.limit(room.name(), entry.getKey());
      if (limit.isEmpty()) continue;
      TreeMap<String, Set<String>> there = new TreeMap<>();
      room.pods().forEach(other -> collect(other, there));
      Set<String> all = new TreeSet<>(there.getOrDefault(entry.getKey(), Set.of()));
      int before = all.size();
      all.addAll(entry.getValue());
      if (all.size() > limit.get() && all.size() > before) return false;
    }
    return true;
  }

  /// The volumes of a Pod by driver; one that is still to be made counts by its claim.
  private void collect(PodView pod, Map<String, Set<String>> byDriver) {
    for (PodWish.Claim wanted : pod.wish().claims()) {
      lore.claim(pod, wanted).ifPresent(claim -> driverOf(claim)
          .ifPresent(driver -> byDriver.computeIfAbsent(driver, d -> new TreeSet<>())
              .add(claim.key().toString())));
    }
  }

  private Optional<String> driverOf(PersistentVolumeClaim claim) {
    if (claim.volumeName().isEmpty()) {
      return lore.storageClass(claim.className()).map(StorageClass::provisioner);
    }
    return lore.volume(claim.volumeName())
        .map(PersistentVolume::driver)
        .filter(driver -> !driver.isEmpty());
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.PodLeft(PodView left) -> !left.wish().claims().isEmpty();
      case Happening.VolumesChanged _,Happening.NodeAdded _ -> true;
      default -> false;
    };
  }
}
