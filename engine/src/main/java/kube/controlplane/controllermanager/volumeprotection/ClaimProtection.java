package kube.controlplane.controllermanager.volumeprotection;

import java.util.Optional;

import kube.foundation.api.Key;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Lets a claim that is being deleted go only when no Pod on a node uses it any more.
///
/// A Pod uses its claims until it is gone, also when it has run to its end.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
public final class ClaimProtection {

  static final String FINALIZER = "kubernetes.io/pvc-protection";

  private final ApiClient client;
  private final SharedInformer<PersistentVolumeClaim> claims;
  private final SharedInformer<PodClaims> pods;
  private final ControllerLoop loop;

  public ClaimProtection(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.claims = informers.of(PersistentVolumeClaim.KIND)
        .onChange(change -> change.after().ifPresent(claim -> loop.look(claim.key())));
    this.pods = informers.of(PodClaims.KIND).onChange(change -> {
      if (change.isDeletion()) change.object().keys().forEach(loop::look);
    });
  }

  private Result reconcile(Key key) {
    Optional<PersistentVolumeClaim> claim = claims.get(key);
    if (claim.isEmpty()) return Result.done();
    if (!pods.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    boolean isUsed = pods.list(key.namespace())
        .stream()
        .anyMatch(pod -> !pod.nodeName().isEmpty() && pod.claims().contains(key.name()));
    return Finalizer.settle(client, PersistentVolumeClaim.KIND, claim.get(), FINALIZER, isUsed);
  }
}
