package kube.controlplane.controllermanager.volumeprotection;

import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Lets a volume that is being deleted go only when it is bound to no claim any more.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
public final class VolumeProtection {

  static final String FINALIZER = "kubernetes.io/pv-protection";

  private final ApiClient client;
  private final SharedInformer<PersistentVolume> volumes;
  private final ControllerLoop loop;

  public VolumeProtection(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.volumes = informers.of(PersistentVolume.KIND)
        .onChange(change -> change.after().ifPresent(volume -> loop.look(volume.key())));
  }

  private Result reconcile(Key key) {
    Optional<PersistentVolume> volume = volumes.get(key);
    if (volume.isEmpty()) return Result.done();
    return Finalizer.settle(client, PersistentVolume.KIND, volume.get(), FINALIZER,
        volume.get().phase().equals("Bound"));
  }
}
