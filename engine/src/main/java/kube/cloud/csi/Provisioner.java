package kube.cloud.csi;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informer;
import kube.foundation.client.Result;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Makes a volume for each claim that asks for one of its driver, and deletes it when the claim is
/// gone and the policy says so.
///
/// Owned by the loop.
///
/// **Models** `external-provisioner` with a driver behind it that takes a second or two for a
/// volume. **Leaves out** capacity, topology beyond the node, clones and snapshots.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/
final class Provisioner {

  private final Actor actor;
  private final ApiClient client;
  private final Driver driver;
  private final EventRecorder events;
  private final Informer<PersistentVolumeClaim> claims;
  private final Informer<PersistentVolume> volumes;
  private final Informer<StorageClass> classes;
  private final ControllerLoop claimLoop;
  private final ControllerLoop volumeLoop;
  private final Set<Key> atWork = new TreeSet<>();

  Provisioner(Actor actor, ApiClient client, Driver driver,
      Informer<PersistentVolumeClaim> claims, Informer<PersistentVolume> volumes,
      Informer<StorageClass> classes) {
    this.actor = actor;
    this.client = client;
    this.driver = driver;
    this.claims = claims;
    this.volumes = volumes;
    this.classes = classes;
    this.events = new EventRecorder(actor, client, driver.name());
    this.claimLoop = new ControllerLoop(actor, this::reconcileClaim);
    this.volumeLoop = new ControllerLoop(actor, this::reconcileVolume);
    claims.onChange(change -> change.after().ifPresent(claim -> claimLoop.look(claim.key())));
    volumes.onChange(change -> change.after().ifPresent(volume -> volumeLoop.look(volume.key())));
  }

  private Result reconcileClaim(Key key) {
    Optional<PersistentVolumeClaim> found = claims.get(key).filter(this::isOurs);
    if (found.isEmpty() || atWork.contains(key)) return Result.done();
    PersistentVolumeClaim claim = found.get();
    if (!classes.isSynced() || !volumes.isSynced()) {
      return Result.after(ControllerLoop.UNTIL_SYNCED);
    }
    Optional<StorageClass> wanted = classes.get(new Key("", claim.className()));
    if (wanted.isEmpty()) return Result.done();
    if (wanted.get().waits() && claim.selectedNode().isEmpty()) return Result.done();
    events.normal(PersistentVolumeClaim.KIND, claim.metadata(), "Provisioning",
        "External provisioner is provisioning volume for claim \"" + key + "\"");
    if (driver.local() && claim.selectedNode().isEmpty()) {
      events.warning(PersistentVolumeClaim.KIND, claim.metadata(), "ProvisioningFailed",
          "failed to provision volume with StorageClass \"" + claim.className()
              + "\": configuration error, no node was specified");
      return Result.done();
    }
    atWork.add(key);
    actor.after(driver.effort(), () -> {
      atWork.remove(key);
      finish(key, wanted.get());
    });
    return Result.done();
  }

  private boolean isOurs(PersistentVolumeClaim claim) {
    return claim.volumeName().isEmpty() && !claim.metadata().isBeingDeleted()
        && driver.name()
            .equals(claim.metadata().annotations().get(PersistentVolumeClaim.PROVISIONER))
        && volumes.get(new Key("", nameFor(claim))).isEmpty();
  }

  static String nameFor(PersistentVolumeClaim claim) {
    return "pvc-" + claim.metadata().uid();
  }

  private void finish(Key key, StorageClass wanted) {
    Optional<PersistentVolumeClaim> found = claims.get(key).filter(this::isOurs);
    if (found.isEmpty()) return;
    PersistentVolumeClaim claim = found.get();
    ApiResult<?> made = client.create(PersistentVolume.KIND, "", volume(claim, wanted));
    boolean isThere = made.isOk()
        || made.refusal().filter(r -> r.reason().equals("AlreadyExists")).isPresent();
    if (isThere) {
      events.normal(PersistentVolumeClaim.KIND, claim.metadata(), "ProvisioningSucceeded",
          "Successfully provisioned volume " + nameFor(claim));
    } else {
      claimLoop.look(key);
    }
  }

  private ObjectNode volume(PersistentVolumeClaim claim, StorageClass wanted) {
    ObjectNode volume = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolume");
    ObjectNode metadata = volume.putObject("metadata").put("name", nameFor(claim));
    metadata.putObject("annotations").put(PersistentVolume.PROVISIONED_BY, driver.name());
    ObjectNode spec = volume.putObject("spec");
    claim.accessModes().forEach(spec.putArray("accessModes")::add);
    spec.putObject("capacity").put("storage", claim.wantedText());
    spec.putObject("claimRef").put("apiVersion", "v1").put("kind", "PersistentVolumeClaim")
        .put("namespace", claim.metadata().namespace()).put("name", claim.metadata().name())
        .put("uid", claim.metadata().uid());
    spec.put("persistentVolumeReclaimPolicy", wanted.reclaimPolicy());
    spec.put("storageClassName", claim.className()).put("volumeMode", claim.volumeMode());
    if (driver.local()) {
      spec.putObject("hostPath").put("type", "DirectoryOrCreate").put("path",
          "/opt/local-path-provisioner/" + nameFor(claim) + "_" + claim.metadata().namespace()
              + "_" + claim.metadata().name());
      spec.putObject("nodeAffinity").putObject("required").putArray("nodeSelectorTerms")
          .addObject().putArray("matchExpressions").addObject()
          .put("key", "kubernetes.io/hostname").put("operator", "In")
          .putArray("values").add(claim.selectedNode());
    } else {
      spec.putObject("csi").put("driver", driver.name()).put("volumeHandle", nameFor(claim));
    }
    return volume;
  }

  private Result reconcileVolume(Key key) {
    Optional<PersistentVolume> found = volumes.get(key).filter(this::isToGo);
    if (found.isEmpty() || !atWork.add(key)) return Result.done();
    actor.after(driver.effort(), () -> {
      atWork.remove(key);
      volumes.get(key).filter(this::isToGo)
          .ifPresent(volume -> client.delete(PersistentVolume.KIND, volume.metadata()));
    });
    return Result.done();
  }

  private boolean isToGo(PersistentVolume volume) {
    return volume.phase().equals("Released") && volume.reclaimPolicy().equals("Delete")
        && !volume.metadata().isBeingDeleted()
        && driver.name()
            .equals(volume.metadata().annotations().get(PersistentVolume.PROVISIONED_BY));
  }
}
