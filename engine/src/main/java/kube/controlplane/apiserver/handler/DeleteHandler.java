package kube.controlplane.apiserver.handler;

import java.time.Instant;
import java.util.Optional;

import kube.controlplane.apiserver.admission.Admission;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// DELETE on an object or a collection: a wish first, and only then the end.
///
/// A Pod on a node gets a time to end its programs; an object with finalizers waits for those who
/// still have to clean up; a namespace waits until it is empty. All of these are marked with
/// `deletionTimestamp` and go later. The rest goes at once.
///
/// **In Kubernetes:**
/// [rest/delete.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go)
public final class DeleteHandler implements Handler {

  private final Clock clock;
  private final Registry registry;
  private final Admission admission;

  public DeleteHandler(Clock clock, Registry registry, Admission admission) {
    this.clock = clock;
    this.registry = registry;
    this.admission = admission;
  }

  /// How a deletion ended: the object still waits, or it is gone.
  private record Deletion(Resource object, boolean isGone) {}

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return Body.options(request).then(options -> {
      request.query("gracePeriodSeconds").filter(text -> text.matches("-?\\d{1,9}"))
          .ifPresent(text -> options.put("gracePeriodSeconds", Long.parseLong(text)));
      request.query("propagationPolicy").ifPresent(text -> options.put("propagationPolicy", text));
      return info.name().isEmpty()
          ? deleteAll(request, info, options, form)
          : registry.get(info.kind(), info.key())
              .then(object -> delete(info, object, options))
              .map(deletion -> answer(info, deletion, form));
    });
  }

  private ApiResult<Response> deleteAll(Request request, RequestInfo info, ObjectNode options,
      Representation form) {
    return Choice.of(request, info)
        .then(choice -> registry.list(info.kind(), info.namespace(), new ListOptions(0, "", 0),
            choice))
        .map(page -> {
          for (Resource object : page.items()) {
            delete(info.at(object.namespace(), object.name()), object, options);
          }
          return form.list(new Page(registry.revision(), page.items(), Optional.empty(),
              page.remaining()));
        });
  }

  private ApiResult<Deletion> delete(RequestInfo info, Resource object, ObjectNode options) {
    ObjectNode copy = (ObjectNode) object.tree().deepCopy();
    boolean dryRun = !options.path("dryRun").isEmpty();
    Attributes write = new Attributes(info, copy, Optional.of(object.tree()), dryRun);
    Optional<Status> refusal = admission.admit(write)
        .or(() -> checkPreconditions(info, object, options));
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    boolean isFirst = !Json.at(copy, "metadata").has("deletionTimestamp");
    if (isFirst) info.strategy().prepareForDelete(copy);
    addPropagationFinalizer(copy, Json.text(options, "propagationPolicy"));
    long grace = GracePeriod.of(info.kind(), object.tree(), options);
    boolean waits = grace > 0 || !Json.at(copy, "metadata.finalizers").isEmpty()
        || (info.kind().equals(Kinds.NAMESPACE) && !Json.at(copy, "spec.finalizers").isEmpty());
    if (dryRun) return new Ok<>(new Deletion(object, !waits));
    if (!waits) {
      return registry.delete(info.kind(), object).map(gone -> new Deletion(gone, true));
    }
    mark(info, copy, grace);
    return registry.update(info.kind(), object, copy).map(marked -> new Deletion(marked, false));
  }

  private static Optional<Status> checkPreconditions(RequestInfo info, Resource object,
      JsonNode options) {
    String uid = Json.text(options, "preconditions.uid");
    if (!uid.isEmpty() && !uid.equals(object.uid())) {
      return Optional.of(Status.conflict(info.kind(), info.name(),
          "the UID in the precondition (" + uid + ") does not match the UID in record ("
              + object.uid() + "). The object might have been deleted and then recreated"));
    }
    String revision = Json.text(options, "preconditions.resourceVersion");
    if (!revision.isEmpty() && !revision.equals(Long.toString(object.revision()))) {
      return Optional.of(Status.conflict(info.kind(), info.name(),
          "the ResourceVersion in the precondition (" + revision + ") does not match the"
              + " ResourceVersion in record (" + object.revision()
              + "). The object might have been modified"));
    }
    return Optional.empty();
  }

  /// Who deletes an owner may ask that what it owns goes first, or stays: the garbage collector
  /// does that, and the finalizer makes the owner wait for it.
  private static void addPropagationFinalizer(ObjectNode object, String policy) {
    String finalizer = switch (policy) {
      case "Orphan" -> "orphan";
      case "Foreground" -> "foregroundDeletion";
      default -> "";
    };
    if (finalizer.isEmpty() || Json.at(object, "metadata").has("deletionTimestamp")) return;
    object.withObject("metadata").withArray("finalizers").add(finalizer);
  }

  private void mark(RequestInfo info, ObjectNode object, long grace) {
    ObjectNode metadata = object.withObject("metadata");
    long left = metadata.path("deletionGracePeriodSeconds").asLong(Long.MAX_VALUE);
    boolean isNews = !metadata.has("deletionTimestamp");
    if (!isNews && left <= grace) return;
    Instant end = clock.now().plusSeconds(grace);
    metadata.put("deletionTimestamp", Json.time(end)).put("deletionGracePeriodSeconds", grace);
    if (isNews && metadata.has("generation")) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
    if (info.kind().equals(Kinds.NAMESPACE)) {
      metadata.remove("deletionGracePeriodSeconds");
      object.withObject("status").put("phase", "Terminating");
    }
  }

  /// Pods and Services come back as they were; of the rest, a few words.
  private static Response answer(RequestInfo info, Deletion deletion, Representation form) {
    boolean returnsObject = info.kind().equals(Kinds.POD) || info.kind().equals(Kinds.SERVICE);
    if (!deletion.isGone || returnsObject) return form.object(200, deletion.object);
    ObjectNode success = Json.object().put("kind", "Status").put("apiVersion", "v1");
    success.putObject("metadata");
    success.put("status", "Success");
    ObjectNode details = success.putObject("details").put("name", info.name());
    if (!info.kind().group().isEmpty()) details.put("group", info.kind().group());
    details.put("kind", info.kind().plural()).put("uid", deletion.object.uid());
    return Response.Answer.json(200, success);
  }
}
