package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// POST on `pods/<name>/binding`: assigns the Pod to a node, once and for ever.
///
/// This is the one door to `spec.nodeName`, and the one write that scheduling consists of. A Pod
/// that has a node keeps it, so two schedulers cannot fight over it.
///
/// **In Kubernetes:**
/// [pod/storage](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/storage/storage.go)
public final class BindingHandler implements Handler {

  private final Clock clock;
  private final Registry registry;

  public BindingHandler(Clock clock, Registry registry) {
    this.clock = clock;
    this.registry = registry;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (!info.verb().equals("create")) return new Refused<>(Status.methodNotAllowed());
    return Body.object(request, "v1", "Binding")
        .then(BindingHandler::named)
        .then(binding -> registry.get(info.kind(), info.key())
            .then(pod -> bind(info, pod, binding)))
        .map(_ -> Response.Answer.json(201, success()));
  }

  private static ApiResult<JsonNode> named(ObjectNode binding) {
    FieldErrors errors = new FieldErrors();
    String kind = Json.text(binding, "target.kind");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      errors.notSupported("target.kind", kind, List.of("Node", "<empty>"));
    }
    if (Json.text(binding, "target.name").isEmpty()) errors.required("target.name");
    return errors.isEmpty()
        ? new Ok<>(binding)
        : new Refused<>(Status.invalid(Kinds.find("", "v1", "bindings").orElseThrow(),
            Json.text(binding, "metadata.name"), errors.causes()));
  }

  private ApiResult<Resource> bind(RequestInfo info, Resource pod, JsonNode binding) {
    Optional<byte[]> text = Json.at(binding, "metadata.annotations").isEmpty()
        ? pod.unparsed().flatMap(json -> new PodText(json).bound(
            Json.text(binding, "metadata.uid"), Json.text(binding, "target.name"), this::mark))
        : Optional.empty();
    return text.isPresent()
        ? registry.rewrite(info.kind(), info.key(), pod.revision(), text.get())
        : bindTree(info, pod, binding);
  }

  private ApiResult<Resource> bindTree(RequestInfo info, Resource pod, JsonNode binding) {
    Optional<Status> refusal = checkUid(info, pod, binding).or(() -> checkFree(info, pod));
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    ObjectNode bound = (ObjectNode) pod.tree().deepCopy();
    bound.withObject("spec").put("nodeName", Json.text(binding, "target.name"));
    JsonNode annotations = Json.at(binding, "metadata.annotations");
    if (!annotations.isEmpty()) {
      ObjectNode mine = bound.withObject("metadata").withObject("annotations");
      annotations.forEachEntry(mine::set);
    }
    mark(bound.withObject("status"));
    return registry.update(info.kind(), pod, bound);
  }

  private static Optional<Status> checkUid(RequestInfo info, Resource pod, JsonNode binding) {
    String uid = Json.text(binding, "metadata.uid");
    if (uid.isEmpty() || uid.equals(pod.uid())) return Optional.empty();
    return Optional.of(Status.conflict(info.kind(), info.name(),
        "StorageError: invalid object, Code: 4, Key: /registry/pods/" + info.key()
            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
            + uid + ", UID in object meta: " + pod.uid()));
  }

  private static Optional<Status> checkFree(RequestInfo info, Resource pod) {
    String node = Json.text(pod.tree(), "spec.nodeName");
    String name = info.name();
    if (Json.at(pod.tree(), "metadata").has("deletionTimestamp")) {
      return conflict(name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    if (!Json.at(pod.tree(), "spec.schedulingGates").isEmpty()) {
      return conflict(name, "pod " + name + " has non-empty .spec.schedulingGates");
    }
    return node.isEmpty()
        ? Optional.empty()
        : conflict(name, "pod " + name + " is already assigned to node \"" + node + "\"");
  }

  private static Optional<Status> conflict(String name, String why) {
    return Optional.of(new Status(409, "Conflict",
        "Operation cannot be fulfilled on pods/binding \"" + name + "\": " + why, name, "",
        "pods/binding", List.of()));
  }

  /// Says in the Pod's status that it has been scheduled.
  private void mark(ObjectNode status) {
    ArrayNode conditions = status.withArray("conditions");
    conditions.removeIf(condition -> Json.text(condition, "type").equals("PodScheduled"));
    conditions.add(new Condition("PodScheduled", "True", "", "", Optional.of(clock.now()))
        .toJson());
  }

  private static ObjectNode success() {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", "Success").put("code", 201);
  }
}
