package kube.controlplane.apiserver.handler;

import java.util.Optional;

import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.merge.Shape;
import kube.controlplane.apiserver.merge.Shapes;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.patch.Patches;
import kube.controlplane.apiserver.patch.StrategicMergePatch;
import kube.controlplane.apiserver.patch.slot.StrategicPatches;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.validation.FieldValidation;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PATCH on an object: change only this.
public final class PatchHandler implements Handler {

  private final Registry registry;
  private final Writes writes;
  private final Shapes shapes;
  private final StrategicPatches strategic;
  private final ApplyHandler apply;

  public PatchHandler(Registry registry, Writes writes, Shapes shapes, FieldManager fields,
      StrategicPatches strategic) {
    this.registry = registry;
    this.writes = writes;
    this.shapes = shapes;
    this.strategic = strategic;
    this.apply = new ApplyHandler(registry, writes, fields);
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (info.name().isEmpty()) return new Refused<>(Status.methodNotAllowed());
    Optional<Status> unknownType = Patches.checkType(request,
        info.resource().schema().isPresent());
    if (unknownType.isPresent()) return new Refused<>(unknownType.get());
    if (Body.mediaType(request).equals(Patches.APPLY)) return apply.handle(request, info, form);
    return registry.get(info.kind(), info.key())
        .then(old -> Patches
            .apply(request, shapes.of(info.resource()), info.resource().toServed(old).tree(),
                strategic::apply)
            .map(object -> Body.settleNulls(object, info))
            .then(object -> FieldValidation.checkPatched(request, info, object)
                .then(warnings -> UpdateHandler.placed(info, object)
                    .then(placed -> writes.update(info, placed, old,
                        request.query("dryRun").isPresent()))
                    .map(updated -> warnings.addTo(form.object(200, updated))))));
  }

  /// What a patch makes of an object that no schema describes, such as a Scale.
  static ApiResult<ObjectNode> patched(Request request, JsonNode old) {
    return Patches.apply(request, Shape.UNTYPED, old, StrategicMergePatch::apply).map(object -> {
      Body.dropNulls(object);
      return object;
    });
  }
}
