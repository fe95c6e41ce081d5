package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.admission.gates.Admission;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.handler.opinion.SecondOpinion;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.controlplane.apiserver.selector.Selectors;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;
import kube.foundation.machine.Part;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// DELETE on an object or a collection: a wish first, and only then the end.
///
/// A Pod on a node gets a time to end its programs; an object with finalizers waits for those who
/// still have to clean up; a namespace waits until it is empty. All of these are marked with
/// `deletionTimestamp` and go later ([DeletionMark]). The rest goes at once.
///
/// **In Kubernetes:**
/// [rest/delete.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go)
public final class DeleteHandler implements Handler {

  /// Kinds whose deletion is answered with the object; the others answer with a few words.
  private static final Set<String> RETURNED = Set.of("pods", "services", "persistentvolumes",
      "persistentvolumeclaims", "podtemplates", "resourcequotas", "serviceaccounts");

  private static final String JOB_WARNING = "child pods are preserved by default when jobs are"
      + " deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan"
      + " to suppress this warning";

  private final Registry registry;
  private final Admission admission;
  private final DeletionMark mark;
  private final Part<Selectors> selectors;
  private final SecondOpinion opinion;

  public DeleteHandler(Clock clock, Registry registry, Admission admission,
      Part<Selectors> selectors, SecondOpinion opinion) {
    this.opinion = opinion;
    this.selectors = selectors;
    this.registry = registry;
    this.admission = admission;
    this.mark = new DeletionMark(clock);
  }

  /// How a deletion ended: the object still waits, or it is gone.
  record Deletion(Resource object, boolean isGone) {}

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return DeleteOptions.of(request).then(options -> info.name().isEmpty()
        ? deleteAll(request, info, options, form)
        : registry.get(info.kind(), info.key())
            .then(object -> delete(info, object, options))
            .map(deletion -> answer(info, deletion, form)));
  }

  /// Deletes the chosen, one by one; the first that cannot go ends it. What has gone meanwhile is
  /// no reason to stop.
  private ApiResult<Response> deleteAll(Request request, RequestInfo info, DeleteOptions options,
      Representation form) {
    return Choice.of(request, info, selectors)
        .then(choice -> ListOptions.of(request, registry.revision())
            .then(wanted -> registry.list(info.kind(), info.namespace(), wanted, choice)))
        .then(page -> {
          for (Resource object : page.items()) {
            Optional<Status> refusal = delete(info.at(object.namespace(), object.name()), object,
                options).refusal().filter(status -> !status.isNotFound());
            if (refusal.isPresent()) return new Refused<>(refusal.get());
          }
          return new Ok<>(form.list(new Page(registry.revision(), page.items(), page.next(),
              page.remaining())));
        });
  }

  ApiResult<Deletion> delete(RequestInfo info, Resource object, DeleteOptions options) {
    ObjectNode copy = (ObjectNode) object.tree().deepCopy();
    Attributes write = new Attributes(info, copy, Optional.of(object.tree()), options.dryRun());
    Optional<Status> refusal = admission.admit(write);
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    Optional<Status> other = checkPreconditions(info, object, options);
    if (other.isPresent()) {
      opinion.ofDeletion(info, object.tree(), options.preconditions(), Optional.empty(), other);
      return new Refused<>(other.get());
    }
    boolean isFirst = !Json.at(copy, "metadata").has("deletionTimestamp");
    if (isFirst) info.strategy().prepareForDelete(copy);
    DeletionMark.setFinalizers(copy, policy(info, object, options));
    long grace = GracePeriod.of(info.kind(), object.tree(), options.graceSeconds());
    boolean waits = grace > 0 || !Json.at(copy, "metadata.finalizers").isEmpty()
        || (info.kind().equals(Kinds.NAMESPACE) && !Json.at(copy, "spec.finalizers").isEmpty());
    if (options.dryRun()) return new Ok<>(new Deletion(object, !waits));
    JsonNode before = opinion.keep(copy).orElse(copy);
    if (!waits) {
      opinion.ofDeletion(info, before, options.preconditions(), Optional.empty(), Optional.empty());
      return registry.delete(info.kind(), object).map(gone -> new Deletion(gone, true));
    }
    mark.set(info.kind(), copy, grace);
    boolean waitsForFinalizersOnly = grace == 0 && !info.kind().equals(Kinds.NAMESPACE)
        && before.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0;
    if (waitsForFinalizersOnly) {
      opinion.ofDeletion(info, before, options.preconditions(), Optional.of(copy),
          Optional.empty());
    }
    return registry.update(info.kind(), object, copy).map(marked -> new Deletion(marked, false));
  }

  /// Jobs and replication controllers leave what they own behind, unless told otherwise.
  private static String policy(RequestInfo info, Resource object, DeleteOptions options) {
    if (!options.policy().isEmpty()) return options.policy();
    if (DeletionMark.saysWhatHappensToDependents(object.tree())) return "";
    boolean isJob = isKind(info.kind(), "batch", "jobs");
    if (isJob) info.context().warn(JOB_WARNING);
    return isJob || isKind(info.kind(), "", "replicationcontrollers") ? "Orphan" : "";
  }

  private static boolean isKind(Kind<?> kind, String group, String plural) {
    return kind.group().equals(group) && kind.plural().equals(plural);
  }

  private static Optional<Status> checkPreconditions(RequestInfo info, Resource object,
      DeleteOptions options) {
    if (!options.uid().isEmpty() && !options.uid().equals(object.uid())) {
      return conflict(info, "the UID in the precondition (" + options.uid()
          + ") does not match the UID in record (" + object.uid()
          + "). The object might have been deleted and then recreated");
    }
    String revision = options.revision();
    if (!revision.isEmpty() && !revision.equals(Long.toString(object.revision()))) {
      return conflict(info, "the ResourceVersion in the precondition (" + revision
          + ") does not match the ResourceVersion in record (" + object.revision()
          + "). The object might have been modified");
    }
    return Optional.empty();
  }

  /// Here, and only here, the message names the kind and not the collection.
  private static Optional<Status> conflict(RequestInfo info, String why) {
    Kind<?> kind = info.kind();
    String qualified = kind.group().isEmpty() ? kind.name() : kind.name() + "." + kind.group();
    return Optional.of(new Status(409, "Conflict", "Operation cannot be fulfilled on " + qualified
        + " \"" + info.name() + "\": " + why, info.name(), kind.group(), kind.name(), List.of()));
  }

  private static Response answer(RequestInfo info, Deletion deletion, Representation form) {
    boolean returnsObject = info.kind().group().isEmpty()
        && RETURNED.contains(info.kind().plural());
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
