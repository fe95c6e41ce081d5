package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.strategy.ScalePaths;
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
/// An autoscaler needs no right to change a template, and no knowledge of what it scales. Where the
/// numbers stand is the strategy's to say.
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
      case "get" -> answer(info, scaled);
      case "update" -> Body.object(request, "autoscaling/v1", "Scale")
          .then(scale -> write(request, info, scale, scaled));
      case "patch" -> PatchHandler.patched(request, scaleOf(info, scaled.tree()))
          .then(scale -> write(request, info, scale, scaled));
      default -> new Refused<>(Status.methodNotAllowed());
    });
  }

  private ApiResult<Response> write(Request request, RequestInfo info, JsonNode scale,
      Resource scaled) {
    int replicas = Json.number(scale, "spec.replicas", 0);
    if (replicas < 0) return new Refused<>(negative(info.name(), replicas));
    ObjectNode object = (ObjectNode) scaled.tree().deepCopy();
    wish(object, info.strategy().scale().wished(), replicas);
    String seen = Json.text(scale, "metadata.resourceVersion");
    object.withObject("metadata").put("resourceVersion", seen);
    return writes
        .update(info.onObject(info.verb()), object, scaled, request.query("dryRun").isPresent())
        .then(written -> answer(info, written));
  }

  private static void wish(ObjectNode object, String path, int replicas) {
    ObjectNode place = object;
    String[] fields = path.split("\\.");
    for (int at = 0; at < fields.length - 1; at++) {
      place = place.get(fields[at]) instanceof ObjectNode below
          ? below
          : place.putObject(fields[at]);
    }
    place.put(fields[fields.length - 1], replicas);
  }

  private static Status negative(String name, int replicas) {
    String why = "Invalid value: " + replicas + ": must be greater than or equal to 0";
    return new Status(422, "Invalid",
        "Scale.autoscaling \"" + name + "\" is invalid: spec.replicas: " + why, name, "autoscaling",
        "Scale", List.of(new Status.Cause("FieldValueInvalid", why, "spec.replicas")));
  }

  private static ApiResult<Response> answer(RequestInfo info, Resource scaled) {
    String path = info.strategy().scale().wished();
    boolean isCustom = info.resource().schema().isPresent();
    if (isCustom && Json.at(scaled.tree(), path).isMissingNode()) {
      return new Refused<>(Status.internalError(
          "the spec replicas field \"." + path + "\" does not exist"));
    }
    return new ApiResult.Ok<>(Response.Answer.json(200, scaleOf(info, scaled.tree())));
  }

  private static ObjectNode scaleOf(RequestInfo info, JsonNode scaled) {
    ScalePaths paths = info.strategy().scale();
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field : List.of("name", "namespace", "uid", "resourceVersion",
        "creationTimestamp")) {
      metadata.set(field, Json.at(scaled, "metadata").path(field));
    }
    scale.putObject("spec").put("replicas", Json.number(scaled, paths.wished(), 0));
    String selector = paths.selector().map(path -> Json.text(scaled, path))
        .orElseGet(() -> selector(Json.texts(scaled, "spec.selector.matchLabels")));
    scale.putObject("status").put("replicas", Json.number(scaled, paths.observed(), 0))
        .put("selector", selector);
    return scale;
  }

  private static String selector(SortedMap<String, String> labels) {
    return labels.entrySet().stream()
        .map((Map.Entry<String, String> label) -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }
}
