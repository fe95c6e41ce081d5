package kube.controlplane.apiserver.handler;

import java.util.Optional;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.validation.FieldValidation;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// PUT on an object: this instead of what is there.
public final class UpdateHandler implements Handler {

  private final Registry registry;
  private final Writes writes;

  public UpdateHandler(Registry registry, Writes writes) {
    this.registry = registry;
    this.writes = writes;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (info.name().isEmpty()) return new Refused<>(Status.methodNotAllowed());
    return Body.object(request, info)
        .then(object -> FieldValidation.check(request, info, object)
            .then(warnings -> placed(info, object)
                .then(placed -> store(request, info, placed, form))
                .map(warnings::addTo)));
  }

  private ApiResult<Response.Answer> store(Request request, RequestInfo info, ObjectNode object,
      Representation form) {
    boolean dryRun = request.query("dryRun").isPresent();
    Optional<Resource> old = registry.find(info.kind(), info.key());
    if (old.isPresent()) {
      return writes.update(info, object, old.get(), dryRun)
          .map(updated -> form.object(200, updated));
    }
    if (!info.strategy().createsOnUpdate() || !info.subresource().isEmpty()) {
      return new Refused<>(Status.notFound(info.kind(), info.name()));
    }
    object.withObject("metadata").remove("resourceVersion");
    return writes.create(info.onObject("create"), object, dryRun)
        .map(created -> form.object(201, created));
  }

  /// Sees to it that the object has the stored version and says the name and the namespace of the
  /// path.
  static ApiResult<ObjectNode> placed(RequestInfo info, ObjectNode object) {
    info.resource().conversion().toStored(object);
    ObjectNode metadata = object.withObject("metadata");
    String name = Json.text(metadata, "name");
    if (!name.isEmpty() && !name.equals(info.name())) {
      return new Refused<>(Status.badRequest("the name of the object (" + name
          + ") does not match the name on the URL (" + info.name() + ")"));
    }
    String namespace = Json.text(metadata, "namespace");
    if (!namespace.isEmpty() && !namespace.equals(info.namespace())) {
      return new Refused<>(Status.badRequest("the namespace of the object (" + namespace
          + ") does not match the namespace on the URL (" + info.namespace() + ")"));
    }
    metadata.put("name", info.name());
    if (info.kind().namespaced()) metadata.put("namespace", info.namespace());
    return new Ok<>(object);
  }
}
