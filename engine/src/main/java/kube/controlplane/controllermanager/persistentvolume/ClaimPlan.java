package kube.controlplane.controllermanager.persistentvolume;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;

/// What is to happen to a claim.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
public sealed interface ClaimPlan {

  /// All is as it should be, or somebody else has to act first.
  record Leave() implements ClaimPlan {}

  /// Claim and volume become partners.
  record Bind(PersistentVolume volume) implements ClaimPlan {}

  /// It waits, and its owner is told why.
  record Wait(String reason, String message, boolean warning) implements ClaimPlan {}

  /// Somebody outside is asked to make a volume.
  record AskProvisioner(String provisioner) implements ClaimPlan {}

  /// The volume that it had is gone.
  record Lose() implements ClaimPlan {}

  /// @param storageClass the class that the claim names, if there is one
  static ClaimPlan of(PersistentVolumeClaim claim, List<PersistentVolume> volumes,
      Optional<StorageClass> storageClass) {
    Optional<PersistentVolume> named = volumes.stream()
        .filter(volume -> volume.metadata().name().equals(claim.volumeName()))
        .findFirst();
    if (claim.isBound()) return bound(claim, named);
    if (!claim.volumeName().isEmpty()) return insisting(claim, named);
    Optional<PersistentVolume> found = match(claim, volumes);
    boolean reserved = found.filter(volume -> volume.isReservedFor(claim)).isPresent();
    boolean mustWait = storageClass.filter(StorageClass::waits).isPresent()
        && claim.selectedNode().isEmpty();
    if (reserved) return new Bind(found.get());
    if (mustWait) {
      return new Wait("WaitForFirstConsumer",
          "waiting for first consumer to be created before binding", false);
    }
    if (found.isPresent() && claim.selectedNode().isEmpty()) return new Bind(found.get());
    return provision(claim, storageClass);
  }

  private static ClaimPlan bound(PersistentVolumeClaim claim, Optional<PersistentVolume> volume) {
    if (volume.isEmpty()) return claim.phase().equals("Lost") ? new Leave() : new Lose();
    if (!volume.get().isReservedFor(claim) && volume.get().claim().isPresent()) return new Lose();
    boolean isDone = claim.phase().equals("Bound") && volume.get().phase().equals("Bound");
    return isDone ? new Leave() : new Bind(volume.get());
  }

  private static ClaimPlan insisting(PersistentVolumeClaim claim,
      Optional<PersistentVolume> volume) {
    if (volume.isEmpty()) return new Leave();
    String name = volume.get().metadata().name();
    if (volume.get().isReservedFor(claim)) return new Bind(volume.get());
    if (volume.get().claim().isPresent()) {
      return new Wait("FailedBinding", "volume \"" + name
          + "\" already bound to a different claim.", true);
    }
    return mismatch(claim, volume.get())
        .<ClaimPlan>map(why -> new Wait("VolumeMismatch",
            "Cannot bind to requested volume \"" + name + "\": " + why, true))
        .orElseGet(() -> new Bind(volume.get()));
  }

  /// Why the volume that the claim insists on will not do.
  private static Optional<String> mismatch(PersistentVolumeClaim claim, PersistentVolume volume) {
    if (volume.metadata().isBeingDeleted()) {
      return Optional.of("the volume is marked for deletion \"" + volume.metadata().name() + "\"");
    }
    if (volume.capacity().compareTo(claim.wanted()) < 0) {
      return Optional.of("requested PV is too small");
    }
    if (!volume.className().equals(claim.className())) {
      return Optional.of("storageClassName does not match");
    }
    if (!volume.volumeMode().equals(claim.volumeMode())) {
      return Optional.of("incompatible volumeMode");
    }
    return volume.accessModes().containsAll(claim.accessModes())
        ? Optional.empty()
        : Optional.of("incompatible accessMode");
  }

  private static ClaimPlan provision(PersistentVolumeClaim claim,
      Optional<StorageClass> storageClass) {
    if (claim.className().isEmpty()) {
      return new Wait("FailedBinding",
          "no persistent volumes available for this claim and no storage class is set", false);
    }
    if (storageClass.isEmpty()) {
      return new Wait("ProvisioningFailed",
          "storageclass.storage.k8s.io \"" + claim.className() + "\" not found", true);
    }
    if (!storageClass.get().makesVolumes()) {
      return new Wait("ProvisioningFailed", "no volume plugin matched name: "
          + StorageClass.NO_PROVISIONER, true);
    }
    return new AskProvisioner(storageClass.get().provisioner());
  }

  /// The volume reserved for the claim, else the smallest free one that will do.
  private static Optional<PersistentVolume> match(PersistentVolumeClaim claim,
      List<PersistentVolume> volumes) {
    Optional<PersistentVolume> reserved = volumes.stream()
        .filter(volume -> volume.isReservedFor(claim))
        .findFirst();
    return reserved.or(() -> volumes.stream()
        .filter(volume -> volume.claim().isEmpty() && !volume.phase().equals("Released"))
        .filter(claim::couldUse)
        .min(Comparator.comparing(PersistentVolume::capacity)
            .thenComparing(volume -> volume.metadata().name())));
  }
}
