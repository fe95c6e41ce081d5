package kube.controlplane.scheduler.volume;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.filter.Filter;
import kube.controlplane.scheduler.filter.Inquiry;
import kube.controlplane.scheduler.filter.Refusal;
import kube.controlplane.scheduler.view.Happening;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.Key;

/// Gives a claim that only one Pod may write (`ReadWriteOncePod`) to one Pod only.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
public final class VolumeRestrictions implements Filter {

  private static final Optional<Refusal> IN_USE = Optional.of(Refusal.because("node has pod using"
      + " PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"));

  private final VolumeLore lore;

  public VolumeRestrictions(VolumeLore lore) {
    this.lore = lore;
  }

  @Override
  public String name() {
    return "VolumeRestrictions";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    Set<Key> exclusive = new HashSet<>();
    for (PodWish.Claim claim : pod.wish().claims()) {
      lore.claim(pod, claim)
          .filter(found -> found.accessModes().contains("ReadWriteOncePod"))
          .ifPresent(found -> exclusive.add(found.key()));
    }
    if (exclusive.isEmpty()) return Inquiry.FINE;
    return Inquiry.cluster(
        room -> exclusive.stream().anyMatch(cluster::isClaimUsed) ? IN_USE : Optional.empty());
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.PodLeft(PodView left) ->
        left.wish().claims().stream().anyMatch(pod.wish().claims()::contains);
      case Happening.VolumesChanged _,Happening.NodeAdded _ -> true;
      default -> false;
    };
  }
}
