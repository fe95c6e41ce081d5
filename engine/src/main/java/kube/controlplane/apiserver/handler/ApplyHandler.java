package kube.controlplane.apiserver.handler;

import java.util.Locale;
import java.util.Optional;

import kube.controlplane.apiserver.managedfields.FieldManager;
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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PATCH with a configuration: see to it that the object is so, whether it exists or not.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/using-api/server-side-apply/
final class ApplyHandler implements Handler {

  private final Registry registry;
  private final Writes writes;
  private final FieldManager fields;

  ApplyHandler(Registry registry, Writes writes, FieldManager fields) {
    this.registry = registry;
    this.writes = writes;
    this.fields = fields;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    boolean dryRun = request.query("dryRun").isPresent();
    boolean force = isForced(request);
    Optional<Resource> live = registry.find(info.kind(), info.key());
    if (live.isEmpty() && !info.subresource().isEmpty()) {
      return new Refused<>(Status.notFound(info.kind(), info.name()));
    }
    return configuration(request, info)
        .then(config -> fields.typed(info, config))
        .then(config -> FieldValidation.checkApplied(request, info, config.deepCopy())
            .then(warnings -> UpdateHandler.placed(info, config).then(_ -> live.isPresent()
                ? fields.apply(info, live.get().tree(), config, force)
                    .then(object -> writes.updateApplied(info, object, live.get(), dryRun))
                    .map(updated -> warnings.addTo(form.object(200, updated)))
                : create(info, config, dryRun)
                    .map(created -> warnings.addTo(form.object(201, created))))));
  }

  private ApiResult<Resource> create(RequestInfo info, ObjectNode config, boolean dryRun) {
    String uid = Json.text(config, "metadata.uid");
    if (!uid.isEmpty()) {
      return new Refused<>(Status.conflict(info.kind(), info.name(), "uid mismatch: the provided"
          + " object specified uid " + uid + ", and no existing object was found"));
    }
    config.withObject("metadata").remove("resourceVersion");
    return fields.apply(info, Json.object(), config, true)
        .then(object -> writes.createApplied(info.onObject("create"), object, dryRun));
  }

  private static boolean isForced(Request request) {
    String force = request.query("force").orElse("false").toLowerCase(Locale.ROOT);
    return !force.equals("false") && !force.equals("0");
  }

  private static ApiResult<ObjectNode> configuration(Request request, RequestInfo info) {
    byte[] body = request.body();
    boolean isJson = body.length > 0 && body[0] == '{';
    return switch (Body.read(body, !isJson)) {
      case Refused<JsonNode>(Status status) ->
        new Refused<>(Status.badRequest("error decoding YAML: " + status.message()));
      case Ok<JsonNode>(ObjectNode config) -> typed(info, config);
      case Ok<JsonNode>(JsonNode other) -> new Refused<>(Status.badRequest("error decoding YAML:"
          + " error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
          + (other.isArray() ? "array" : "string")
          + " into Go value of type map[string]interface {}"));
    };
  }

  private static ApiResult<ObjectNode> typed(RequestInfo info, ObjectNode config) {
    Body.settleNulls(config, info);
    String version = Json.text(config, "apiVersion");
    String kind = Json.text(config, "kind");
    if (version.isEmpty() || kind.isEmpty()) {
      return new Refused<>(Status.badRequest("invalid object type: " + version + ", Kind=" + kind));
    }
    if (!version.equals(info.served().apiVersion())) {
      return new Refused<>(Status.badRequest("Incorrect version specified in apply patch. Specified"
          + " patch version: " + version + ", expected: " + info.served().apiVersion()));
    }
    return kind.equals(info.kind().name()) ? new Ok<>(config) : noSuchType(info, version, kind);
  }

  private static ApiResult<ObjectNode> noSuchType(RequestInfo info, String version, String kind) {
    String type = (version.contains("/") ? "" : "/") + version + ", Kind=" + kind;
    return new Refused<>(Status.badRequest("failed to create typed patch object ("
        + info.namespace() + "/" + info.name() + "; " + type + "): no corresponding type for "
        + type));
  }
}
