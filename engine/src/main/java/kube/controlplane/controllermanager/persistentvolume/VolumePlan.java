package kube.controlplane.controllermanager.persistentvolume;

import java.util.Optional;

import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;

/// What is to be said of a volume.
///
/// @param phase `Available`, `Bound`, `Released` or `Failed`
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
public record VolumePlan(String phase) {

  /// @param claim the claim that the volume names, if it exists
  static VolumePlan of(PersistentVolume volume, Optional<PersistentVolumeClaim> claim) {
    if (volume.claim().isEmpty()) return new VolumePlan("Available");
    PersistentVolume.Owner owner = volume.claim().get();
    if (owner.uid().isEmpty()) {
      boolean isTaken = claim.filter(c -> c.volumeName().equals(volume.metadata().name()))
          .isPresent();
      return new VolumePlan(isTaken ? "Bound" : "Available");
    }
    boolean isOurs = claim.filter(c -> owner.is(c.metadata())).isPresent();
    if (!isOurs) return new VolumePlan("Released");
    boolean isMutual = claim.get().volumeName().equals(volume.metadata().name());
    return new VolumePlan(isMutual ? "Bound" : phaseNow(volume));
  }

  private static String phaseNow(PersistentVolume volume) {
    return volume.phase().isEmpty() || volume.phase().equals("Pending")
        ? "Available"
        : volume.phase();
  }
}
