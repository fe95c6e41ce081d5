package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// GET, PUT and PATCH on `replicasets/<name>/scale`: only the number, for all that only scale.
///
/// An autoscaler needs no right to change a template, and no knowledge of what it scales.
///
/// **In Kubernetes:** the kind `Scale` of `autoscaling/v1`.
public final class ScaleHandler implements Handler {

  private final Registry registry;
  private final Writes writes;

  public ScaleHandler(Registry registry, Writes writes) {
    this.registry = registry;
    this.writes = writes;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return registry.get(info.kind(), info.key()).then(scaled -> switch (info.verb()) {
      case "get" -> new ApiResult.Ok<>(answer(scaled));
      case "update" -> Body.object(request, "autoscaling/v1", "Scale")
          .then(scale -> write(request, info, scale, scaled));
      case "patch" -> PatchHandler.patched(request, scaleOf(scaled.tree()))
          .then(scale -> write(request, info, scale, scaled));
      default -> new Refused<>(Status.methodNotAllowed());
    });
  }

  private ApiResult<Response> write(Request request, RequestInfo info, JsonNode scale,
      Resource scaled) {
    int replicas = Json.number(scale, "spec.replicas", 0);
    if (replicas < 0) return new Refused<>(negative(info.name(), replicas));
    ObjectNode object = (ObjectNode) scaled.tree().deepCopy();
    object.withObject("spec").put("replicas", replicas);
    String seen = Json.text(scale, "metadata.resourceVersion");
    object.withObject("metadata").put("resourceVersion", seen);
    return writes
        .update(info.onObject(info.verb()), object, scaled, request.query("dryRun").isPresent())
        .map(ScaleHandler::answer);
  }

  private static Status negative(String name, int replicas) {
    String why = "Invalid value: " + replicas + ": must be greater than or equal to 0";
    return new Status(422, "Invalid",
        "Scale.autoscaling \"" + name + "\" is invalid: spec.replicas: " + why, name, "autoscaling",
        "Scale", List.of(new Status.Cause("FieldValueInvalid", why, "spec.replicas")));
  }

  private static Response answer(Resource scaled) {
    return Response.Answer.json(200, scaleOf(scaled.tree()));
  }

  private static ObjectNode scaleOf(JsonNode scaled) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field : List.of("name", "namespace", "uid", "resourceVersion",
        "creationTimestamp")) {
      metadata.set(field, Json.at(scaled, "metadata").path(field));
    }
    scale.putObject("spec").put("replicas", Json.number(scaled, "spec.replicas", 0));
    scale.putObject("status").put("replicas", Json.number(scaled, "status.replicas", 0))
        .put("selector", selector(Json.texts(scaled, "spec.selector.matchLabels")));
    return scale;
  }

  private static String selector(SortedMap<String, String> labels) {
    return labels.entrySet().stream()
        .map((Map.Entry<String, String> label) -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }
}
