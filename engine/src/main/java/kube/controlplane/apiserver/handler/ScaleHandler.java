package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.Negotiation;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.output.SelectorText;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.strategy.ScalePaths;
import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// GET, PUT and PATCH on `deployments/<name>/scale`: only the number, for all that only scale.
///
/// An autoscaler needs no right to change a template, and no knowledge of what it scales: all that
/// can be scaled looks the same through this door. Where the numbers stand is the strategy's to say.
///
/// **In Kubernetes:** the kind `Scale` of `autoscaling/v1`,
/// [deployment/storage](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/apps/deployment/storage/storage.go)
public final class ScaleHandler implements Handler {

  private static final Kind<AnyObject> SCALE = Kind.of("autoscaling", "v1", "Scale", "scales");

  private static final List<Column> COLUMNS = List.of(Column.ofName(),
      Column.number("Desired", "spec.replicas"), Column.number("Available", "status.replicas"),
      Column.age());

  private final Clock clock;
  private final Registry registry;
  private final Writes writes;

  public ScaleHandler(Clock clock, Registry registry, Writes writes) {
    this.clock = clock;
    this.registry = registry;
    this.writes = writes;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    Representation asScale = Negotiation.form(request, SCALE, COLUMNS, clock).orElse(form);
    return registry.get(info.kind(), info.key()).then(scaled -> switch (info.verb()) {
      case "get" -> new Ok<>(scaled);
      case "update" -> Body.object(request, SCALE.apiVersion(), SCALE.name())
          .then(scale -> write(request, info, scale, scaled));
      case "patch" -> PatchHandler.patched(request, scaleOf(info, scaled.tree()))
          .then(scale -> write(request, info, scale, scaled));
      default -> new Refused<Resource>(Status.methodNotAllowed());
    }).then(scaled -> checkNumber(info, scaled))
        .map(scaled -> asScale.object(200, Resource.of(scaleOf(info, scaled.tree()))));
  }

  private ApiResult<Resource> write(Request request, RequestInfo info, ObjectNode scale,
      Resource scaled) {
    JsonNode replicas = Json.at(scale, "spec.replicas");
    Optional<Status> refusal = checkShape(scale).or(() -> check(info.name(), replicas));
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    return UpdateHandler.placed(info, scale).then(placed -> {
      ObjectNode object = (ObjectNode) scaled.tree().deepCopy();
      wish(object, info.strategy().scale().wished(), replicas.asInt(0));
      copySeen(placed.path("metadata"), object.withObject("metadata"));
      return writes.update(info.onObject(info.verb()), object, scaled,
          request.query("dryRun").isPresent());
    });
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

  /// A custom object may lack the number that its definition speaks of.
  private static ApiResult<Resource> checkNumber(RequestInfo info, Resource scaled) {
    String path = info.strategy().scale().wished();
    boolean isCustom = info.resource().schema().isPresent();
    return isCustom && Json.at(scaled.tree(), path).isMissingNode()
        ? new Refused<>(Status.internalError(
            "the spec replicas field \"." + path + "\" does not exist"))
        : new Ok<>(scaled);
  }

  /// Who says which state, or which life, of the object was seen is held to it.
  private static void copySeen(JsonNode scale, ObjectNode metadata) {
    metadata.put("resourceVersion", Json.text(scale, "resourceVersion"));
    String uid = Json.text(scale, "uid");
    if (!uid.isEmpty()) metadata.put("uid", uid);
  }

  private static Optional<Status> checkShape(JsonNode scale) {
    for (String part : List.of("metadata", "spec", "status")) {
      JsonNode value = scale.path(part);
      if (!value.isMissingNode() && !value.isObject()) {
        return Optional.of(unreadable(value, part,
            part.equals("metadata") ? "v1.ObjectMeta" : "v1.Scale" + capitalized(part)));
      }
    }
    JsonNode replicas = Json.at(scale, "spec.replicas");
    return replicas.isMissingNode() || replicas.canConvertToInt()
        ? Optional.empty()
        : Optional.of(unreadable(replicas, "spec.replicas", "int32"));
  }

  private static Status unreadable(JsonNode value, String field, String wanted) {
    return Status.badRequest("Scale in version \"v1\" cannot be handled as a Scale: json: cannot"
        + " unmarshal " + kindOf(value) + " into Go struct field Scale." + field + " of type "
        + wanted);
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static Optional<Status> check(String name, JsonNode replicas) {
    if (replicas.asInt(0) >= 0) return Optional.empty();
    String why = "Invalid value: " + replicas + ": must be greater than or equal to 0";
    return Optional.of(new Status(422, "Invalid",
        "Scale.autoscaling \"" + name + "\" is invalid: spec.replicas: " + why, name,
        SCALE.group(), SCALE.name(),
        List.of(new Status.Cause("FieldValueInvalid", why, "spec.replicas"))));
  }

  private static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "number " + value;
    };
  }

  /// The scaled object as all scaled objects look. A number that is zero is left out of the wish.
  private static ObjectNode scaleOf(RequestInfo info, JsonNode scaled) {
    ScalePaths paths = info.strategy().scale();
    ObjectNode scale = Json.object().put("kind", SCALE.name())
        .put("apiVersion", SCALE.apiVersion());
    ObjectNode metadata = scale.putObject("metadata");
    for (String field : List.of("name", "namespace", "uid", "resourceVersion",
        "creationTimestamp")) {
      JsonNode value = scaled.path("metadata").path(field);
      if (!value.isMissingNode()) metadata.set(field, value);
    }
    int wanted = Json.number(scaled, paths.wished(), 0);
    ObjectNode spec = scale.putObject("spec");
    if (wanted != 0) spec.put("replicas", wanted);
    ObjectNode status = scale.putObject("status")
        .put("replicas", Json.number(scaled, paths.observed(), 0));
    String selector = paths.selector().map(path -> Json.text(scaled, path))
        .orElseGet(() -> selector(scaled));
    if (!selector.isEmpty()) status.put("selector", selector);
    return scale;
  }

  /// A ReplicationController selects by labels only, and has them right there.
  private static String selector(JsonNode scaled) {
    JsonNode selector = Json.at(scaled, "spec.selector");
    if (selector.isEmpty()) return "";
    boolean isPlain = !selector.has("matchLabels") && !selector.has("matchExpressions");
    return isPlain
        ? String.join(",", SelectorText.terms(Json.texts(scaled, "spec.selector")))
        : SelectorText.of(selector);
  }
}
