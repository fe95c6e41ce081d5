package kube.controlplane.controllermanager.deployment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import kube.controlplane.controllermanager.workload.Claim;
import kube.controlplane.controllermanager.workload.PodFromTemplate;
import kube.controlplane.controllermanager.workload.Newest;
import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStatus;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a Deployment controller decides, as requests to the API server, and notes each
/// change of size as an event of the Deployment.
///
/// Owned by the loop.
final class ApiRolloutControl implements RolloutControl {

  private final ApiClient client;
  private final EventRecorder events;
  private final Newest<Deployment> reported = new Newest<>();
  private final ReadYourWrites writes;

  ApiRolloutControl(ApiClient client, EventRecorder events, ReadYourWrites writes) {
    this.client = client;
    this.events = events;
    this.writes = writes;
  }

  @Override
  public List<ReplicaSet> claim(Deployment owner, List<ReplicaSet> sets) {
    return Claim.of(owner.metadata(), owner.selector(), sets)
        .settle(client, Kinds.REPLICA_SET, Kinds.DEPLOYMENT, owner.metadata(), new Refusals());
  }

  @Override
  public ApiResult<ReplicaSet> create(Deployment owner, NewSet wish) {
    ObjectNode set = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    String name = owner.metadata().name() + "-" + wish.hash();
    ObjectNode metadata = set.putObject("metadata").put("name", name);
    metadata.set("annotations", Json.object(wish.annotations()));
    metadata.set("labels", Json.object(owner.templateLabels())
        .put(Versions.HASH_LABEL, wish.hash()));
    metadata.putArray("ownerReferences")
        .add(PodFromTemplate.reference(Kinds.DEPLOYMENT, owner.metadata()).toJson());
    ObjectNode spec = set.putObject("spec").put("replicas", wish.replicas());
    if (owner.minReady().isPositive()) spec.put("minReadySeconds", owner.minReady().toSeconds());
    ObjectNode selector = parse(owner.selectorText());
    selector.withObject("matchLabels").put(Versions.HASH_LABEL, wish.hash());
    spec.set("selector", selector);
    ObjectNode template = parse(owner.template());
    template.withObject("metadata").withObject("labels").put(Versions.HASH_LABEL, wish.hash());
    spec.set("template", template);
    ApiResult<ReplicaSet> created = writes.wrote(owner.key(),
        client.create(Kinds.REPLICA_SET, owner.metadata().namespace(), set));
    if (created.isOk() && wish.replicas() > 0) {
      events.normal(Kinds.DEPLOYMENT, owner.metadata(), "ScalingReplicaSet",
          "Scaled up replica set " + name + " from 0 to " + wish.replicas());
    }
    return created;
  }

  @Override
  public ApiResult<ReplicaSet> resize(Deployment owner, ReplicaSet set, int replicas,
      Map<String, String> annotations) {
    ObjectNode patch = patch(set, annotations);
    patch.putObject("spec").put("replicas", replicas);
    ApiResult<ReplicaSet> resized = writes.wrote(owner.key(),
        client.patch(Kinds.REPLICA_SET, set.key(), patch));
    if (resized.isOk() && replicas != set.replicas()) {
      events.normal(Kinds.DEPLOYMENT, owner.metadata(), "ScalingReplicaSet",
          "Scaled " + (replicas > set.replicas() ? "up" : "down") + " replica set "
              + set.metadata().name() + " from " + set.replicas() + " to " + replicas);
    }
    return resized;
  }

  @Override
  public ApiResult<ReplicaSet> annotate(Deployment owner, ReplicaSet set,
      Map<String, String> annotations) {
    ObjectNode patch = patch(set, annotations);
    patch.putObject("spec").put("minReadySeconds", owner.minReady().toSeconds());
    return writes.wrote(owner.key(), client.patch(Kinds.REPLICA_SET, set.key(), patch));
  }

  @Override
  public ApiResult<ReplicaSet> delete(Deployment owner, ReplicaSet set) {
    return writes.deleted(owner.key(), client.delete(Kinds.REPLICA_SET, set.metadata()))
        .map(_ -> set);
  }

  /// The Deployment is gone.
  void forget(Key deployment) {
    reported.forget(deployment);
  }

  @Override
  public ApiResult<Deployment> report(Deployment owner, DeploymentStatus status,
      String revision) {
    Deployment known = reported.of(owner);
    boolean isNumbered = revision.isEmpty()
        || revision.equals(known.metadata().annotations().get(Revisions.REVISION));
    if (isNumbered && status.equals(known.status())) return new ApiResult.Ok<>(known);
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata").put("uid", owner.metadata().uid());
    if (!revision.isEmpty()) {
      metadata.putObject("annotations").put(Revisions.REVISION, revision);
    }
    patch.set("status", status.toJson());
    return reported.wrote(owner,
        client.patchThroughStatus(Kinds.DEPLOYMENT, owner.key(), patch));
  }

  @Override
  public void warn(Deployment owner, String reason, String message) {
    events.warning(Kinds.DEPLOYMENT, owner.metadata(), reason, message);
  }

  /// Refused with a conflict when the set is another one of the same name.
  private static ObjectNode patch(ReplicaSet set, Map<String, String> annotations) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata").put("uid", set.metadata().uid());
    if (!annotations.isEmpty()) metadata.set("annotations", Json.object(annotations));
    return patch;
  }

  private static ObjectNode parse(String json) {
    return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
