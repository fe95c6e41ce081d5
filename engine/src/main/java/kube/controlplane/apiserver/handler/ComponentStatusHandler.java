package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// GET on `componentstatuses`: an old way to ask how the parts of the control plane are.
///
/// **Leaves out** the asking: these parts run in this process, so whoever gets an answer knows that
/// they are alive.
public final class ComponentStatusHandler implements Handler {

  private static final List<String> PARTS = List.of("controller-manager", "etcd-0", "scheduler");
  private static final String DEPRECATION = "v1 ComponentStatus is deprecated in v1.19+";

  private final Registry registry;

  public ComponentStatusHandler(Registry registry) {
    this.registry = registry;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (!info.verb().equals("get") && !info.verb().equals("list")) {
      return new Refused<>(Status.methodNotAllowed());
    }
    info.context().warn(DEPRECATION);
    if (info.name().isEmpty()) {
      return new Ok<>(form.list(new Page(registry.revision(),
          PARTS.stream().map(ComponentStatusHandler::status).toList(), Optional.empty(),
          OptionalLong.empty())));
    }
    return PARTS.contains(info.name())
        ? new Ok<>(form.object(200, status(info.name())))
        : new Refused<>(Status.notFound(info.kind(), info.name()));
  }

  private static Resource status(String part) {
    ObjectNode status = Json.object().put("kind", "ComponentStatus").put("apiVersion", "v1");
    status.putObject("metadata").put("name", part);
    status.putArray("conditions").addObject().put("type", "Healthy").put("status", "True")
        .put("message", "ok");
    return Resource.of(status);
  }
}
