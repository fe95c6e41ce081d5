package kube.controlplane.controllermanager.replicaset;

import java.util.Optional;

import kube.controlplane.controllermanager.workload.Newest;
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
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.client.EventRecorder;
import kube.foundation.machine.Clock;
import org.jspecify.annotations.Nullable;
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
  private int terminating;
  /// The set as the API shows it, as far as this controller knows: its copy, or a newer answer.
  private @Nullable ReplicaSet shown;
  private final Newest<ReplicaSet> newest = new Newest<>();

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
    failure = Optional.empty();
    shown = newest.of(set);
  }

  /// Whether the API has said already that it knows no such set.
  boolean isGone(ReplicaSet set) {
    return newest.isGone(set);
  }

  /// The set is gone.
  void forget(Key set) {
    newest.forget(set);
  }

  /// The pass is over: says why the number is not reached, or that nothing is in the way any more.
  ///
  /// @return why the API took it not; a set that is gone needs no report
  Optional<String> finish(ReplicaSet set) {
    if (isShown()) return Optional.empty();
    return switch (write(set, Json.object())) {
      case ApiResult.Ok<ReplicaSet> _ -> Optional.empty();
      case ApiResult.Refused<ReplicaSet>(Status status) when status.code() == 404 ->
        Optional.empty();
      case ApiResult.Refused<ReplicaSet>(Status status) -> Optional.of(status.message());
    };
  }

  /// Whether the API shows already what stands beside the counts.
  private boolean isShown() {
    return shown != null && terminating == shown.status().terminatingReplicas()
        && failure.isPresent() == shown.failure().isPresent();
  }

  private ApiResult<ReplicaSet> write(ReplicaSet set, ObjectNode status) {
    if (kind.equals(Kinds.REPLICA_SET)) status.put("terminatingReplicas", terminating);
    if (shown == null || failure.isPresent() != shown.failure().isPresent()) {
      ArrayNode conditions = status.putArray("conditions");
      failure.ifPresent(why -> conditions.add(why.toJson()));
    }
    ApiResult<ReplicaSet> answer = newest.wrote(set,
        client.patchStatus(kind, set.key(), status));
    answer.toOptional().ifPresent(news -> shown = news);
    return answer;
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

  /// A copy lags behind what this controller has written: nothing is written twice for that.
  @Override
  public ApiResult<ReplicaSet> updateStatus(ReplicaSet set, ReplicaSetStatus status) {
    ReplicaSet known = shown;
    if (known != null && isShown() && status.equals(known.status().counts())) {
      return new ApiResult.Ok<>(known);
    }
    return write(set, statusJson(status));
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
