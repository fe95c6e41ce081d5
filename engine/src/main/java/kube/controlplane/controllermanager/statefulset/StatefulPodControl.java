package kube.controlplane.controllermanager.statefulset;

import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a StatefulSet decides, and notes it as events of the set.
///
/// A Pod's storage comes before the Pod, and stays when the Pod goes, unless the set says otherwise.
///
/// Owned by the loop.
final class StatefulPodControl {

  private final ApiClient client;
  private final EventRecorder events;
  private final ReadYourWrites writes;

  StatefulPodControl(ApiClient client, EventRecorder events, ReadYourWrites writes) {
    this.client = client;
    this.events = events;
    this.writes = writes;
  }

  void fill(StatefulSet set, int ordinal, String template, String revision, Refusals refusals) {
    String name = StatefulPod.name(set, ordinal);
    for (ObjectNode claim : StatefulPod.claims(set, ordinal).values()) {
      if (!claimIsThere(set, name, claim, refusals)) return;
    }
    ApiResult<Pod> created = writes.wrote(set.key(), client.create(Kinds.POD,
        set.metadata().namespace(), StatefulPod.of(set, ordinal, template, revision)));
    note(set, created, "Create", "create", "Pod " + name + " in StatefulSet "
        + set.metadata().name(), "successful");
    refusals.take(created);
  }

  void remove(StatefulSet set, Pod pod, boolean condemned, Refusals refusals) {
    if (condemned && set.retention().deletedWithScale()) handClaimsTo(set, pod, refusals);
    ApiResult<?> deleted = writes.deleted(set.key(), client.delete(Kinds.POD, pod.metadata()));
    note(set, deleted, "Delete", "delete", "Pod " + pod.metadata().name() + " in StatefulSet "
        + set.metadata().name(), "successful");
    refusals.take(deleted);
  }

  private boolean claimIsThere(StatefulSet set, String pod, ObjectNode claim, Refusals refusals) {
    String name = Json.text(claim, "metadata.name");
    Key key = new Key(set.metadata().namespace(), name);
    if (client.get(CoreKinds.PERSISTENT_VOLUME_CLAIM, key).isOk()) return true;
    ApiResult<?> created = client.create(CoreKinds.PERSISTENT_VOLUME_CLAIM, key.namespace(), claim);
    note(set, created, "Create", "create", "Claim " + name + " Pod " + pod + " in StatefulSet "
        + set.metadata().name(), "success");
    return refusals.take(created).isPresent();
  }

  /// The claims of a place that is given up go with its Pod: the garbage collector sees to it.
  /// Lets the claims of a Pod that stays belong to the set, or to nobody, as the set says today.
  void settleClaims(StatefulSet set, int ordinal, Refusals refusals) {
    boolean wanted = set.retention().deletedWithSet();
    for (ObjectNode claim : StatefulPod.claims(set, ordinal).values()) {
      Key key = new Key(set.metadata().namespace(), Json.text(claim, "metadata.name"));
      boolean isRight = client.get(CoreKinds.PERSISTENT_VOLUME_CLAIM, key).toOptional()
          .map(found -> found.metadata().isControlledBy(set.metadata()) == wanted).orElse(true);
      if (isRight) continue;
      refusals.take(client.edit(CoreKinds.PERSISTENT_VOLUME_CLAIM, key, "", found -> {
        if (wanted) StatefulPod.own(found, claim.path("metadata").path("ownerReferences").get(0));
        else
          found.withObject("metadata").remove("ownerReferences");
      }));
    }
  }

  private void handClaimsTo(StatefulSet set, Pod pod, Refusals refusals) {
    int ordinal = Lineup.ordinal(set, pod.metadata().name()).orElseThrow();
    ObjectNode owner = PodFromTemplate.reference(Kinds.POD, pod.metadata()).toJson();
    for (ObjectNode claim : StatefulPod.claims(set, ordinal).values()) {
      Key key = new Key(set.metadata().namespace(), Json.text(claim, "metadata.name"));
      refusals.take(client.edit(CoreKinds.PERSISTENT_VOLUME_CLAIM, key, "",
          found -> StatefulPod.own(found, owner)));
    }
  }

  private void note(StatefulSet set, ApiResult<?> result, String reason, String verb, String what,
      String done) {
    switch (result) {
      case ApiResult.Ok<?> _ -> events.normal(Kinds.STATEFUL_SET, set.metadata(),
          "Successful" + reason, verb + " " + what + " " + done);
      case ApiResult.Refused<?>(var refusal) when refusal.isNotFound() -> {}
      case ApiResult.Refused<?>(var refusal) -> events.warning(Kinds.STATEFUL_SET, set.metadata(),
          "Failed" + reason, verb + " " + what + " failed error: " + refusal.message());
    }
  }
}
