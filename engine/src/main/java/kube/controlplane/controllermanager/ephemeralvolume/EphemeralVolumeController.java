package kube.controlplane.controllermanager.ephemeralvolume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.storage.PersistentVolumeClaim;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a claim for each generic ephemeral volume of a Pod, owned by the Pod, so that it goes with
/// it.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
public final class EphemeralVolumeController {

  /// A claim that a Pod wants for itself.
  private record Wanted(String name, ObjectNode template) {}

  private record PodVolumes(Metadata metadata, List<Wanted> wanted) implements KubernetesObject {

    static PodVolumes of(Resource resource) {
      List<Wanted> wanted = new ArrayList<>();
      for (JsonNode volume : Json.at(resource.tree(), "spec.volumes")) {
        JsonNode template = Json.at(volume, "ephemeral.volumeClaimTemplate");
        if (template instanceof ObjectNode claim) {
          wanted.add(new Wanted(resource.name() + "-" + Json.text(volume, "name"), claim));
        }
      }
      return new PodVolumes(resource.metadata(), List.copyOf(wanted));
    }
  }

  private static final Kind<PodVolumes> PODS = Kinds.POD.readAs(PodVolumes::of);

  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<PodVolumes> pods;
  private final SharedInformer<PersistentVolumeClaim> claims;
  private final ControllerLoop loop;

  public EphemeralVolumeController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.events = new EventRecorder(actor, client, "ephemeral_volume");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.pods = informers.of(PODS).onChange(change -> {
      if (!change.isDeletion() && !change.object().wanted().isEmpty()) {
        loop.look(change.object().key());
      }
    });
    this.claims = informers.of(PersistentVolumeClaim.KIND);
  }

  private Result reconcile(Key key) {
    Optional<PodVolumes> found = pods.get(key);
    if (found.isEmpty() || found.get().metadata().isBeingDeleted()) return Result.done();
    if (!claims.isSynced()) return Result.after(ControllerLoop.UNTIL_SYNCED);
    for (Wanted wanted : found.get().wanted()) {
      Optional<String> problem = make(found.get(), wanted);
      if (problem.isPresent()) {
        events.warning(Kinds.POD, found.get().metadata(), "FailedBinding",
            "ephemeral volume controller: " + problem.get());
        return Result.retry(problem.get());
      }
    }
    return Result.done();
  }

  private Optional<String> make(PodVolumes pod, Wanted wanted) {
    Optional<PersistentVolumeClaim> there = claims
        .get(new Key(pod.metadata().namespace(), wanted.name()));
    if (there.isPresent()) {
      return there.get().metadata().isControlledBy(pod.metadata())
          ? Optional.empty()
          : Optional.of("PVC " + there.get().key() + " was not created for pod " + pod.key()
              + " (pod is not owner)");
    }
    ApiResult<?> made = client.create(PersistentVolumeClaim.KIND, pod.metadata().namespace(),
        claim(pod, wanted));
    return made.refusal()
        .filter(refusal -> !refusal.reason().equals("AlreadyExists"))
        .map(refusal -> refusal.message());
  }

  private static ObjectNode claim(PodVolumes pod, Wanted wanted) {
    ObjectNode claim = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
    ObjectNode metadata = claim.putObject("metadata").put("name", wanted.name());
    for (String field : List.of("labels", "annotations")) {
      JsonNode said = wanted.template().path("metadata").path(field);
      if (said.isObject()) metadata.set(field, said);
    }
    metadata.putArray("ownerReferences").addObject()
        .put("apiVersion", "v1").put("kind", "Pod").put("name", pod.metadata().name())
        .put("uid", pod.metadata().uid()).put("controller", true)
        .put("blockOwnerDeletion", true);
    claim.set("spec", wanted.template().path("spec"));
    return claim;
  }
}
