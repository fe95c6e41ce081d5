package kube.controlplane.controllermanager.volumeexpand;

import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Notes on each claim that wants more than it has that its driver is to see to it.
///
/// All drivers live outside Kubernetes now, so that nothing is left for it to do by itself.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
public final class ExpandController {

  private final EventRecorder events;
  private final SharedInformer<PersistentVolumeClaim> claims;
  private final SharedInformer<PersistentVolume> volumes;
  private final ControllerLoop loop;

  public ExpandController(Actor actor, ApiClient client, Informers informers) {
    this.events = new EventRecorder(actor, client, "volume_expand");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.volumes = informers.of(PersistentVolume.KIND);
    this.claims = informers.of(PersistentVolumeClaim.KIND).onChange(change -> {
      boolean wantsMore = change.after().isPresent() && change.before()
          .filter(before -> before.wanted().compareTo(change.object().wanted()) < 0)
          .isPresent();
      if (wantsMore) loop.look(change.object().key());
    });
  }

  private Result reconcile(Key key) {
    Optional<PersistentVolumeClaim> claim = claims.get(key)
        .filter(found -> found.isBound() && found.wanted().compareTo(found.there()) > 0);
    if (claim.isEmpty()) return Result.done();
    if (!volumes.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    boolean hasDriver = volumes.get(new Key("", claim.get().volumeName()))
        .filter(volume -> !volume.driver().isEmpty())
        .isPresent();
    if (hasDriver) {
      events.normal(PersistentVolumeClaim.KIND, claim.get().metadata(), "ExternalExpanding",
          "waiting for an external controller to expand this PVC");
    } else {
      events.warning(PersistentVolumeClaim.KIND, claim.get().metadata(), "ExternalExpanding",
          "Ignoring the PVC: didn't find a plugin capable of expanding the volume; waiting for an"
              + " external controller to process this PVC.");
    }
    return Result.done();
  }
}
