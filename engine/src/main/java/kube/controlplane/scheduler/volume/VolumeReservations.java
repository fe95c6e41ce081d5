package kube.controlplane.scheduler.volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.view.PodView;
import kube.controlplane.scheduler.view.PodWish;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Status;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ObjectNode;

/// Chooses volumes for the claims of a Pod, and remembers the choice until the API shows it.
///
/// Owned by the loop.
///
/// **In Kubernetes:** the extension points Reserve and PreBind of
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#pre-bind
public final class VolumeReservations {

  private final ApiClient client;
  private final VolumeLore lore;
  private final Map<String, Key> reserved = new HashMap<>();

  public VolumeReservations(ApiClient client, VolumeLore lore) {
    this.client = client;
    this.lore = lore;
  }

  /// The smallest free volume that the claim could use on that node.
  Optional<PersistentVolume> match(PersistentVolumeClaim claim, NodeRoom room,
      List<PersistentVolume> alreadyChosen) {
    return lore.volumes()
        .stream()
        .filter(volume -> isFreeFor(volume, claim) && !alreadyChosen.contains(volume))
        .filter(volume -> volume.isReservedFor(claim) || claim.couldUse(volume))
        .filter(volume -> VolumeLore.isReachable(volume, room.node()))
        .min(Comparator.comparing(PersistentVolume::capacity)
            .thenComparing(volume -> volume.metadata().name()));
  }

  private boolean isFreeFor(PersistentVolume volume, PersistentVolumeClaim claim) {
    Key holder = reserved.get(volume.metadata().name());
    if (holder != null && !holder.equals(claim.key())) return false;
    return volume.claim().isEmpty()
        ? !volume.phase().equals("Released")
        : volume.isReservedFor(claim);
  }

  /// The claims of the Pod that still have to be fulfilled.
  List<PersistentVolumeClaim> open(PodView pod) {
    List<PersistentVolumeClaim> open = new ArrayList<>();
    for (PodWish.Claim claim : pod.wish().claims()) {
      lore.claim(pod, claim).filter(found -> !found.isBound()).ifPresent(open::add);
    }
    return open;
  }

  /// Whether every claim of the Pod has its volume.
  public boolean isReady(PodView pod) {
    for (PodWish.Claim claim : pod.wish().claims()) {
      if (lore.claim(pod, claim).filter(PersistentVolumeClaim::isBound).isEmpty()) return false;
    }
    return true;
  }

  /// Gives each open claim a volume on that node, or asks for one to be made there.
  ///
  /// Returns the refusal when a write was refused.
  public Optional<Status> reserve(PodView pod, NodeRoom room) {
    List<PersistentVolume> chosen = new ArrayList<>();
    for (PersistentVolumeClaim claim : open(pod)) {
      Optional<PersistentVolume> volume = match(claim, room, chosen);
      volume.ifPresent(chosen::add);
      ApiResult<?> written = volume.isPresent()
          ? take(volume.get(), claim)
          : askForOne(claim, room.name());
      if (written.refusal().isPresent()) return written.refusal();
    }
    return Optional.empty();
  }

  private ApiResult<?> take(PersistentVolume volume, PersistentVolumeClaim claim) {
    reserved.put(volume.metadata().name(), claim.key());
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", volume.metadata().resourceVersion());
    metadata.putObject("annotations").put(PersistentVolume.BOUND_BY_CONTROLLER, "yes");
    patch.putObject("spec").putObject("claimRef")
        .put("apiVersion", "v1").put("kind", "PersistentVolumeClaim")
        .put("namespace", claim.metadata().namespace()).put("name", claim.metadata().name())
        .put("uid", claim.metadata().uid());
    return client.patch(PersistentVolume.KIND, volume.key(), patch);
  }

  private ApiResult<?> askForOne(PersistentVolumeClaim claim, String node) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations")
        .put(PersistentVolumeClaim.SELECTED_NODE, node);
    return client.patch(PersistentVolumeClaim.KIND, claim.key(), patch);
  }

  /// Gives back what was chosen for the Pod and not written yet.
  public void release(PodView pod) {
    for (PodWish.Claim claim : pod.wish().claims()) {
      reserved.values().removeIf(new Key(pod.namespace(), claim.name())::equals);
    }
  }

  /// Whether a volume could be made for the claim.
  boolean canBeMade(PersistentVolumeClaim claim) {
    return lore.storageClass(claim.className()).filter(StorageClass::makesVolumes).isPresent();
  }
}
