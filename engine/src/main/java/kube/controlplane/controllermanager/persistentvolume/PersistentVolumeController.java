package kube.controlplane.controllermanager.persistentvolume;

import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.api.storage.StorageClass;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Binds each claim to a volume, one to one, and says of each volume whether it is free.
///
/// A claim gets the smallest volume that will do; when there is none, the provisioner of its class is
/// asked to make one. A class may want to wait until a Pod needs the volume, so that it lies where
/// the Pod can run. When the claim is gone the volume is `Released`, and then its reclaim policy
/// counts.
///
/// Owned by the loop.
///
/// **Models** binding from both sides, pre-bound volumes and claims, delayed binding and the hand-over
/// to external provisioners. **Leaves out** provisioners inside Kubernetes and `Recycle`, which have
/// gone from it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
public final class PersistentVolumeController {

  private static final String OLD_PROVISIONER = "volume.beta.kubernetes.io/storage-provisioner";

  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<PersistentVolume> volumes;
  private final SharedInformer<PersistentVolumeClaim> claims;
  private final SharedInformer<StorageClass> classes;
  private final ControllerLoop claimLoop;
  private final ControllerLoop volumeLoop;

  public PersistentVolumeController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.events = new EventRecorder(actor, client, "persistentvolume-controller");
    this.claimLoop = new ControllerLoop(actor, this::reconcileClaim);
    this.volumeLoop = new ControllerLoop(actor, this::reconcileVolume);
    this.volumes = informers.of(PersistentVolume.KIND).onChange(this::volumeChanged);
    this.claims = informers.of(PersistentVolumeClaim.KIND).onChange(this::claimChanged);
    this.classes = informers.of(StorageClass.KIND).onChange(this::classChanged);
  }

  private void volumeChanged(Change<PersistentVolume> change) {
    PersistentVolume volume = change.object();
    if (!change.isDeletion()) volumeLoop.look(volume.key());
    volume.claim().ifPresent(owner -> claimLoop.look(new Key(owner.namespace(), owner.name())));
    if (volume.claim().isEmpty()) lookAtWaiting();
  }

  private void claimChanged(Change<PersistentVolumeClaim> change) {
    PersistentVolumeClaim claim = change.object();
    if (!change.isDeletion()) claimLoop.look(claim.key());
    if (!claim.volumeName().isEmpty()) volumeLoop.look(new Key("", claim.volumeName()));
  }

  private void classChanged(Change<StorageClass> change) {
    if (change.before().isEmpty()) lookAtWaiting();
  }

  private void lookAtWaiting() {
    for (PersistentVolumeClaim claim : claims.list("")) {
      if (!claim.isBound()) claimLoop.look(claim.key());
    }
  }

  private Result reconcileClaim(Key key) {
    if (!volumes.isSynced() || !claims.isSynced() || !classes.isSynced()) {
      return Result.after(ControllerLoop.UNTIL_SYNCED);
    }
    Optional<PersistentVolumeClaim> found = claims.get(key);
    if (found.isEmpty()) return Result.done();
    PersistentVolumeClaim claim = found.get();
    ClaimPlan plan = ClaimPlan.of(claim, volumes.list(""),
        classes.get(new Key("", claim.className())));
    return switch (plan) {
      case ClaimPlan.Leave _ -> Result.done();
      case ClaimPlan.Bind(PersistentVolume volume) -> bind(claim, volume);
      case ClaimPlan.Wait wait -> wait(claim, wait);
      case ClaimPlan.AskProvisioner(String provisioner) -> ask(claim, provisioner);
      case ClaimPlan.Lose _ -> lose(claim);
    };
  }

  private Result wait(PersistentVolumeClaim claim, ClaimPlan.Wait why) {
    if (why.warning()) {
      events.warning(PersistentVolumeClaim.KIND, claim.metadata(), why.reason(), why.message());
    } else {
      events.normal(PersistentVolumeClaim.KIND, claim.metadata(), why.reason(), why.message());
    }
    return Result.done();
  }

  private Result ask(PersistentVolumeClaim claim, String provisioner) {
    boolean knows = provisioner
        .equals(claim.metadata().annotations().get(PersistentVolumeClaim.PROVISIONER));
    if (!knows) {
      Result result = done(client.edit(PersistentVolumeClaim.KIND, claim.key(), "",
          tree -> tree.withObject("metadata").withObject("annotations")
              .put(OLD_PROVISIONER, provisioner)
              .put(PersistentVolumeClaim.PROVISIONER, provisioner)));
      if (!(result instanceof Result.Done)) return result;
    }
    events.normal(PersistentVolumeClaim.KIND, claim.metadata(), "ExternalProvisioning",
        "Waiting for a volume to be created either by the external provisioner '" + provisioner
            + "' or manually by the system administrator. If volume creation is delayed, please"
            + " verify that the provisioner is running and correctly registered.");
    return Result.done();
  }

  private Result lose(PersistentVolumeClaim claim) {
    events.warning(PersistentVolumeClaim.KIND, claim.metadata(), "ClaimLost",
        "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
    return done(client.patchStatus(PersistentVolumeClaim.KIND, claim.key(),
        Json.object().put("phase", "Lost")));
  }

  /// Four writes, each of which may be the last before a crash: whoever comes next goes on there.
  private Result bind(PersistentVolumeClaim claim, PersistentVolume volume) {
    if (volume.claim().filter(owner -> owner.uid().equals(claim.metadata().uid())).isEmpty()) {
      Result reserved = done(client.edit(PersistentVolume.KIND, volume.key(), "",
          tree -> reserve(tree, claim)));
      if (!(reserved instanceof Result.Done)) return reserved;
    }
    if (!volume.phase().equals("Bound")) {
      Result marked = done(client.patchStatus(PersistentVolume.KIND, volume.key(),
          Json.object().put("phase", "Bound")));
      if (!(marked instanceof Result.Done)) return marked;
    }
    if (!claim.isBound()) {
      Result named = done(client.edit(PersistentVolumeClaim.KIND, claim.key(), "",
          tree -> name(tree, volume)));
      if (!(named instanceof Result.Done)) return named;
    }
    return claim.phase().equals("Bound")
        ? Result.done()
        : done(client.patchStatus(PersistentVolumeClaim.KIND, claim.key(), boundStatus(volume)));
  }

  /// Writes the claim into the volume, unless somebody else was faster.
  private static void reserve(ObjectNode volume, PersistentVolumeClaim claim) {
    ObjectNode spec = volume.withObject("spec");
    boolean isNews = !spec.has("claimRef");
    boolean isOurs = Json.text(spec, "claimRef.namespace").equals(claim.metadata().namespace())
        && Json.text(spec, "claimRef.name").equals(claim.metadata().name());
    if (!isNews && !isOurs) return;
    if (isNews) {
      volume.withObject("metadata").withObject("annotations")
          .put(PersistentVolume.BOUND_BY_CONTROLLER, "yes");
    }
    spec.putObject("claimRef")
        .put("apiVersion", "v1").put("kind", "PersistentVolumeClaim")
        .put("namespace", claim.metadata().namespace()).put("name", claim.metadata().name())
        .put("uid", claim.metadata().uid())
        .put("resourceVersion", claim.metadata().resourceVersion());
  }

  /// Writes the volume into the claim.
  private static void name(ObjectNode claim, PersistentVolume volume) {
    ObjectNode annotations = claim.withObject("metadata").withObject("annotations");
    annotations.put(PersistentVolumeClaim.BIND_COMPLETED, "yes");
    ObjectNode spec = claim.withObject("spec");
    if (Json.text(spec, "volumeName").isEmpty()) {
      annotations.put(PersistentVolume.BOUND_BY_CONTROLLER, "yes");
    }
    spec.put("volumeName", volume.metadata().name());
  }

  private static ObjectNode boundStatus(PersistentVolume volume) {
    ObjectNode status = Json.object().put("phase", "Bound");
    volume.accessModes().forEach(status.putArray("accessModes")::add);
    status.putObject("capacity").put("storage", volume.capacityText());
    return status;
  }

  private Result reconcileVolume(Key key) {
    if (!volumes.isSynced() || !claims.isSynced()) {
      return Result.after(ControllerLoop.UNTIL_SYNCED);
    }
    Optional<PersistentVolume> found = volumes.get(key);
    if (found.isEmpty()) return Result.done();
    PersistentVolume volume = found.get();
    VolumePlan plan = VolumePlan.of(volume, volume.claim()
        .flatMap(owner -> claims.get(new Key(owner.namespace(), owner.name()))));
    if (plan.phase().equals(volume.phase())) return Result.done();
    return done(client.patchStatus(PersistentVolume.KIND, key,
        Json.object().put("phase", plan.phase())));
  }

  private static <T extends KubernetesObject> Result done(ApiResult<T> answer) {
    return answer.refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
