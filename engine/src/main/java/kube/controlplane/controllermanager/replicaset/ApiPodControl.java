package kube.controlplane.controllermanager.replicaset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out what a ReplicaSet controller decides, as requests to the API server, and notes the
/// creations and deletions as events of the ReplicaSet, and what was refused as its condition.
final class ApiPodControl implements PodControl {

  private final Clock clock;
  private final Kind<ReplicaSet> kind;
  private final ApiClient client;
  private final EventRecorder events;
  private Optional<Condition> failure = Optional.empty();
  private Optional<Condition> written = Optional.empty();
  private int terminating;
  private boolean hasReported;
  /// What the copies may not show yet.
  private final Map<Key, Condition> told = new HashMap<>();

  /// @param kind of the owner: ReplicaSet, or its elder form
  ApiPodControl(Clock clock, Kind<ReplicaSet> kind, ApiClient client, EventRecorder events) {
    this.clock = clock;
    this.kind = kind;
    this.client = client;
    this.events = events;
  }

  /// A pass over this set begins: what was refused before counts no longer.
  ///
  /// @param terminatingNow how many of its Pods are on their way out
  void begin(ReplicaSet set, int terminatingNow) {
    terminating = kind.equals(Kinds.REPLICA_SET) ? terminatingNow : 0;
    hasReported = false;
    failure = Optional.empty();
    written = set.failure().or(() -> Optional.ofNullable(told.get(set.key())));
  }

  /// The set is gone.
  void forget(Key set) {
    told.remove(set);
  }

  /// The pass is over: says why the number is not reached, or that nothing is in the way any more.
  void finish(ReplicaSet set) {
    boolean isCounted = hasReported || terminating == set.status().terminatingReplicas();
    if (isCounted && failure.isPresent() == written.isPresent()) return;
    ObjectNode news = conditions(withTerminating(Json.object()));
    if (client.patchStatus(kind, set.key(), news).isOk()) remember(set);
  }

  /// ReplicationControllers do not count them.
  private ObjectNode withTerminating(ObjectNode status) {
    return kind.equals(Kinds.REPLICA_SET)
        ? status.put("terminatingReplicas", terminating)
        : status;
  }

  private void remember(ReplicaSet set) {
    if (failure.isPresent() == written.isPresent()) return;
    written = failure;
    written.ifPresentOrElse(why -> told.put(set.key(), why), () -> told.remove(set.key()));
  }

  private ObjectNode conditions(ObjectNode status) {
    if (failure.isPresent() == written.isPresent()) return status;
    ArrayNode conditions = status.putArray("conditions");
    failure.ifPresent(why -> conditions.add(why.toJson()));
    return status;
  }

  @Override
  public ApiResult<Pod> create(ReplicaSet owner) {
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    JsonNode template = Json
        .parse(owner.template().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ObjectNode metadata = template.path("metadata") instanceof ObjectNode written
        ? written
        : Json.object();
    metadata.remove("name");
    metadata.put("generateName", owner.metadata().name() + "-");
    metadata.put("namespace", owner.metadata().namespace());
    metadata.putArray("ownerReferences").add(reference(owner.metadata()).toJson());
    pod.set("metadata", metadata);
    pod.set("spec", template.path("spec"));
    ApiResult<Pod> created = client.create(Kinds.POD, owner.metadata().namespace(), pod);
    note(owner, created, "Create", "Created pod: ");
    return created;
  }

  @Override
  public ApiResult<Pod> delete(Pod pod, ReplicaSet owner) {
    ApiResult<Pod> deleted = client.delete(Kinds.POD, pod.metadata()).map(gone -> pod);
    boolean wasGone = deleted.refusal().filter(refusal -> refusal.isNotFound()).isPresent();
    if (!wasGone) note(owner, deleted, "Delete", "Deleted pod: ");
    return deleted;
  }

  @Override
  public ApiResult<Pod> adopt(Pod orphan, ReplicaSet owner) {
    ObjectNode patch = patchOf(orphan);
    var references = ((ObjectNode) patch.path("metadata")).putArray("ownerReferences");
    orphan.metadata().ownerReferences().forEach(other -> references.add(other.toJson()));
    references.add(reference(owner.metadata()).toJson());
    return client.patch(Kinds.POD, orphan.key(), patch);
  }

  @Override
  public ApiResult<Pod> release(Pod pod, ReplicaSet owner) {
    ObjectNode patch = patchOf(pod);
    var references = ((ObjectNode) patch.path("metadata")).putArray("ownerReferences");
    pod.metadata()
        .ownerReferences()
        .stream()
        .filter(reference -> !reference.uid().equals(owner.metadata().uid()))
        .forEach(other -> references.add(other.toJson()));
    return client.patch(Kinds.POD, pod.key(), patch);
  }

  @Override
  public ApiResult<ReplicaSet> updateStatus(ReplicaSet set, ReplicaSetStatus status) {
    ApiResult<ReplicaSet> reported = client.patchStatus(kind, set.key(),
        conditions(withTerminating(statusJson(status))));
    hasReported = true;
    if (reported.isOk()) remember(set);
    return reported;
  }

  /// A patch leaves out nothing: a count that fell to zero must be written as zero.
  private static ObjectNode statusJson(ReplicaSetStatus status) {
    return Json.object()
        .put("replicas", status.replicas())
        .put("fullyLabeledReplicas", status.fullyLabeledReplicas())
        .put("readyReplicas", status.readyReplicas())
        .put("availableReplicas", status.availableReplicas())
        .put("observedGeneration", status.observedGeneration());
  }

  /// Refused with a conflict when the Pod is not the one seen, or has changed since.
  private static ObjectNode patchOf(Pod pod) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata")
        .put("uid", pod.metadata().uid())
        .put("resourceVersion", pod.metadata().resourceVersion());
    return patch;
  }

  private OwnerReference reference(Metadata owner) {
    return new OwnerReference(kind.apiVersion(), kind.name(),
        owner.name(), owner.uid(), true, true);
  }

  private void note(ReplicaSet owner, ApiResult<Pod> result, String verb, String done) {
    switch (result) {
      case ApiResult.Ok<Pod>(Pod pod) -> events.normal(kind, owner.metadata(),
          "Successful" + verb, done + pod.metadata().name());
      case ApiResult.Refused<Pod>(var refusal) -> {
        events.warning(kind, owner.metadata(), "Failed" + verb,
            "Error " + (verb.equals("Create") ? "creating" : "deleting") + ": "
                + refusal.message());
        failure = failure.or(() -> Optional.of(new Condition(ReplicaSet.FAILURE, "True",
            "Failed" + verb, refusal.message(), Optional.of(clock.now()))));
      }
    }
  }
}
