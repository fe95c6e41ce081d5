package kube.cloud.csi;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.storage.PersistentVolume;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Enlarges the disks of its driver when a claim wants more than it has.
///
/// Owned by the loop.
///
/// **Models** a driver that enlarges disk and file system together, while they are in use.
/// **Leaves out** the second step by the kubelet.
///
/// **In Kubernetes:** https://kubernetes-csi.github.io/docs/external-resizer.html
final class Resizer {

  private final Actor actor;
  private final ApiClient client;
  private final Driver driver;
  private final EventRecorder events;
  private final Informer<PersistentVolumeClaim> claims;
  private final Informer<PersistentVolume> volumes;
  private final Set<Key> atWork = new TreeSet<>();

  Resizer(Actor actor, ApiClient client, Driver driver, Informer<PersistentVolumeClaim> claims,
      Informer<PersistentVolume> volumes) {
    this.actor = actor;
    this.client = client;
    this.driver = driver;
    this.claims = claims;
    this.volumes = volumes;
    this.events = new EventRecorder(actor, client, "external-resizer " + driver.name());
    claims.onChange(change -> change.after().ifPresent(claim -> look(claim.key())));
  }

  private void look(Key key) {
    Optional<PersistentVolumeClaim> claim = claims.get(key).filter(Resizer::wantsMore);
    Optional<PersistentVolume> volume = claim
        .flatMap(found -> volumes.get(new Key("", found.volumeName())))
        .filter(found -> found.driver().equals(driver.name()));
    if (volume.isEmpty() || !atWork.add(key)) return;
    events.normal(PersistentVolumeClaim.KIND, claim.get().metadata(), "Resizing",
        "External resizer is resizing volume " + volume.get().metadata().name());
    actor.after(driver.effort(), () -> {
      atWork.remove(key);
      claims.get(key).filter(Resizer::wantsMore).ifPresent(this::finish);
    });
  }

  private static boolean wantsMore(PersistentVolumeClaim claim) {
    return claim.isBound() && claim.phase().equals("Bound")
        && claim.wanted().compareTo(claim.there()) > 0;
  }

  private void finish(PersistentVolumeClaim claim) {
    ObjectNode patch = Json.object();
    patch.putObject("spec").putObject("capacity").put("storage", claim.wantedText());
    boolean grown = client.patch(PersistentVolume.KIND, new Key("", claim.volumeName()), patch)
        .isOk();
    ObjectNode status = Json.object();
    status.putObject("capacity").put("storage", claim.wantedText());
    if (grown && client.patchStatus(PersistentVolumeClaim.KIND, claim.key(), status).isOk()) {
      events.normal(PersistentVolumeClaim.KIND, claim.metadata(), "VolumeResizeSuccessful",
          "Resize volume succeeded");
    } else {
      actor.after(driver.effort(), () -> look(claim.key()));
    }
  }
}
