package kube.controlplane.scheduler.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

/// Puts a Pod where the volumes of its claims can be reached, or can be had.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
public final class VolumeBinding implements Filter {

  private static final Refusal NONE_TO_BIND = Refusal
      .forGood("node(s) didn't find available persistent volumes to bind");
  private static final Refusal ELSEWHERE = Refusal
      .forGood("node(s) didn't match PersistentVolume's node affinity");
  private static final Refusal LOST = Refusal.forGood(
      "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");

  private final VolumeLore lore;
  private final VolumeReservations reservations;

  public VolumeBinding(VolumeLore lore, VolumeReservations reservations) {
    this.lore = lore;
    this.reservations = reservations;
  }

  @Override
  public String name() {
    return "VolumeBinding";
  }

  @Override
  public Inquiry prepare(PodView pod, SchedulerCache cluster) {
    if (pod.wish().claims().isEmpty()) return Inquiry.FINE;
    List<PersistentVolumeClaim> bound = new ArrayList<>();
    List<PersistentVolumeClaim> open = new ArrayList<>();
    for (PodWish.Claim wanted : pod.wish().claims()) {
      Optional<PersistentVolumeClaim> found = lore.claim(pod, wanted);
      if (found.isEmpty()) return new Inquiry.Hopeless(missing(wanted));
      PersistentVolumeClaim claim = found.get();
      if (claim.metadata().isBeingDeleted()) {
        return new Inquiry.Hopeless(named(wanted) + " is being deleted");
      }
      if (claim.phase().equals("Lost")) {
        return new Inquiry.Hopeless(named(wanted) + " bound to non-existent persistentvolume \""
            + claim.volumeName() + "\"");
      }
      (claim.isBound() ? bound : open).add(claim);
    }
    if (!open.stream().allMatch(lore::waits)) {
      return new Inquiry.Hopeless("pod has unbound immediate PersistentVolumeClaims");
    }
    return Inquiry.cluster(room -> judge(bound, open, room));
  }

  private static String named(PodWish.Claim claim) {
    return "persistentvolumeclaim \"" + claim.name() + "\"";
  }

  private static String missing(PodWish.Claim claim) {
    return claim.ephemeral()
        ? "waiting for ephemeral volume controller to create the " + named(claim)
        : named(claim) + " not found";
  }

  private Optional<Refusal> judge(List<PersistentVolumeClaim> bound,
      List<PersistentVolumeClaim> open, NodeRoom room) {
    for (PersistentVolumeClaim claim : bound) {
      Optional<PersistentVolume> volume = lore.volume(claim.volumeName());
      if (volume.isEmpty()) return Optional.of(LOST);
      if (!VolumeLore.isReachable(volume.get(), room.node())) return Optional.of(ELSEWHERE);
    }
    List<PersistentVolume> chosen = new ArrayList<>();
    for (PersistentVolumeClaim claim : open) {
      Optional<PersistentVolume> match = reservations.match(claim, room, chosen);
      match.ifPresent(chosen::add);
      boolean isMadeElsewhere = !claim.selectedNode().isEmpty()
          && !claim.selectedNode().equals(room.name());
      boolean canBeHad = match.isPresent()
          || (!isMadeElsewhere && reservations.canBeMade(claim));
      if (!canBeHad) return Optional.of(NONE_TO_BIND);
    }
    return Optional.empty();
  }

  @Override
  public boolean mayHelp(Happening happening, PodView pod) {
    return switch (happening) {
      case Happening.VolumesChanged _,Happening.NodeAdded _ -> true;
      case Happening.NodeChanged(var before, var after) -> !before.labels().equals(after.labels());
      default -> false;
    };
  }
}
