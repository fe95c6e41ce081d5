package kube.controlplane.apiserver.handler;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.patch.JsonPatch;
import kube.controlplane.apiserver.patch.MergePatch;
import kube.controlplane.apiserver.patch.StrategicMergePatch;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.FieldValidation;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// PATCH on an object: change only this.
///
/// **Leaves out** server-side apply, which gets 415.
public final class PatchHandler implements Handler {

  private static final String ACCEPTED = "application/json-patch+json,"
      + " application/merge-patch+json, application/strategic-merge-patch+json";

  private final Registry registry;
  private final Writes writes;

  public PatchHandler(Registry registry, Writes writes) {
    this.registry = registry;
    this.writes = writes;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (info.name().isEmpty()) return new Refused<>(Status.methodNotAllowed());
    return registry.get(info.kind(), info.key()).then(old -> patched(request, old.tree())
        .then(object -> FieldValidation.checkPatched(request, info.resource(), object)
            .then(warnings -> UpdateHandler.placed(info, object)
                .then(placed -> writes.update(info, placed, old,
                    request.query("dryRun").isPresent()))
                .map(updated -> warnings.addTo(form.object(200, updated))))));
  }

  /// The old object with the patch applied.
  static ApiResult<ObjectNode> patched(Request request, JsonNode old) {
    return Body.read(request.body(), false).then(patch -> switch (Body.mediaType(request)) {
      case "application/merge-patch+json" -> whole(MergePatch.apply(old, patch));
      case "application/strategic-merge-patch+json" ->
        whole(StrategicMergePatch.apply(old, patch));
      case "application/json-patch+json" -> patch instanceof ArrayNode steps
          ? JsonPatch.apply(old, steps).map(PatchHandler::whole).orElseGet(PatchHandler::impossible)
          : new Refused<>(Status.badRequest("json: cannot unmarshal object into Go value of type"
              + " jsonpatch.Patch"));
      default -> new Refused<>(Status.unsupportedMediaType(ACCEPTED));
    });
  }

  private static ApiResult<ObjectNode> whole(JsonNode patched) {
    if (!(patched instanceof ObjectNode object)) return impossible();
    Body.dropNulls(object);
    return new Ok<>(object);
  }

  private static ApiResult<ObjectNode> impossible() {
    return new Refused<>(new Status(422, "Invalid",
        "the server rejected our request due to an error in our request", "", "", "",
        java.util.List.of()));
  }
}
