package kube.controlplane.apiserver.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.merge.Shape;
import kube.controlplane.apiserver.request.Body;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds out by the content type which patch the body is, and applies it.
///
/// Server-side apply, the fourth way, is none of these: it needs to know who writes.
public final class Patches {

  /// How a strategic merge patch is applied.
  public interface Strategic {
    ApiResult<JsonNode> apply(Shape shape, JsonNode object, ObjectNode patch);
  }

  public static final String APPLY = "application/apply-patch+yaml";

  /// A patch that is well formed but does not fit the object; Kubernetes does not say why.
  static final Status IMPOSSIBLE = new Status(422, "Invalid",
      "the server rejected our request due to an error in our request", "", "", "", List.of());

  private static final String JSON = "application/json-patch+json";
  private static final String MERGE = "application/merge-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";
  private static final List<String> ALL = List.of(JSON, MERGE, STRATEGIC, APPLY);

  private static final List<String> OF_CUSTOM_OBJECTS = List.of(JSON, MERGE, APPLY);

  private static final int STEPS_AT_MOST = 10_000;
  private static final Set<String> PARTS_OF_A_STEP = Set.of("op", "path", "from", "value");

  private Patches() {}

  /// Refuses with 415 a content type that is no patch.
  ///
  /// @param isCustom whether the object is of a custom kind, which no strategic patch knows
  public static Optional<Status> checkType(Request request, boolean isCustom) {
    List<String> accepted = isCustom ? OF_CUSTOM_OBJECTS : ALL;
    return accepted.contains(Body.mediaType(request))
        ? Optional.empty()
        : Optional.of(Status.unsupportedMediaType(String.join(", ", accepted)));
  }

  /// The object with the patch of the request applied, its nulls among it; `old` is not changed.
  public static ApiResult<ObjectNode> apply(Request request, Shape shape, JsonNode old,
      Strategic strategic) {
    String type = Body.mediaType(request);
    String prefix = type.equals(STRATEGIC) ? "" : "error decoding patch: ";
    return switch (Body.read(request.body(), false)) {
      case Refused<JsonNode>(Status status) ->
        new Refused<>(Status.badRequest(prefix + status.message()));
      case Ok<JsonNode>(JsonNode patch) -> switch (type) {
        case JSON -> json(request, old, patch);
        case MERGE -> patch instanceof ObjectNode
            ? whole(MergePatch.apply(old, patch))
            : mismatch(prefix, patch, "map[string]interface {}");
        case STRATEGIC -> patch instanceof ObjectNode changes
            ? strategic.apply(shape, old, changes).then(Patches::whole)
            : mismatch(prefix, patch, "map[string]interface {}");
        default -> new Refused<>(Status.unsupportedMediaType(String.join(", ", ALL)));
      };
    };
  }

  private static ApiResult<ObjectNode> json(Request request, JsonNode old, JsonNode patch) {
    if (!(patch instanceof ArrayNode steps)) {
      return mismatch("error decoding patch: ", patch, "[]handlers.jsonPatchOp");
    }
    if (steps.size() > STEPS_AT_MOST) {
      return new Refused<>(new Status(413, "RequestEntityTooLarge",
          "Request entity too large: The allowed maximum operations in a JSON patch is "
              + STEPS_AT_MOST + ", got " + steps.size(),
          "", "", "", List.of()));
    }
    for (int at = 0; at < steps.size(); at++) {
      Optional<Status> refusal = checkStep(request, steps.get(at), at);
      if (refusal.isPresent()) return new Refused<>(refusal.get());
    }
    return JsonPatch.apply(old, steps).map(Patches::whole)
        .orElseGet(() -> new Refused<>(IMPOSSIBLE));
  }

  private static Optional<Status> checkStep(Request request, JsonNode step, int at) {
    if (!step.isObject()) {
      return Patches.<ObjectNode>mismatch("error decoding patch: ", step, "handlers.jsonPatchOp")
          .refusal();
    }
    for (Map.Entry<String, JsonNode> part : step.properties()) {
      boolean isKnown = PARTS_OF_A_STEP.contains(part.getKey());
      if (isKnown && !part.getKey().equals("value") && !part.getValue().isString()) {
        return Optional.of(Status.badRequest("error decoding patch: json: cannot unmarshal "
            + goKind(part.getValue()) + " into Go struct field jsonPatchOp." + part.getKey()
            + " of type string"));
      }
      if (!isKnown && request.query("fieldValidation").orElse("").equals("Strict")) {
        String why = "strict decoding error: json patch unknown field \"[" + at + "]."
            + part.getKey() + "\"";
        return Optional.of(new Status(422, "Invalid", " \"\" is invalid: patch: Invalid value: "
            + why, "", "", "", List.of(new Status.Cause("FieldValueInvalid", why, "patch"))));
      }
    }
    return Optional.empty();
  }

  private static ApiResult<ObjectNode> whole(JsonNode patched) {
    return patched instanceof ObjectNode object ? new Ok<>(object) : new Refused<>(IMPOSSIBLE);
  }

  private static <T> ApiResult<T> mismatch(String prefix, JsonNode found, String wanted) {
    return new Refused<>(Status.badRequest(prefix + "json: cannot unmarshal " + goKind(found)
        + " into Go value of type " + wanted));
  }

  private static String goKind(JsonNode value) {
    if (value.isNumber()) return "number";
    if (value.isBoolean()) return "bool";
    return value.isString() ? "string" : value.isArray() ? "array" : "object";
  }
}
