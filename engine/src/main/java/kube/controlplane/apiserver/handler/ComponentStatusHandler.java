package kube.controlplane.apiserver.handler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.streams.ComponentHealth;
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
/// Besides the three that Kubernetes names, it names every part that somebody put into a slot and
/// that failed there.
public final class ComponentStatusHandler implements Handler {

  private static final String DEPRECATION = "v1 ComponentStatus is deprecated in v1.19+";

  private final Registry registry;
  private final Supplier<List<ComponentHealth>> components;

  public ComponentStatusHandler(Registry registry, Supplier<List<ComponentHealth>> components) {
    this.registry = registry;
    this.components = components;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    if (!info.verb().equals("get") && !info.verb().equals("list")) {
      return new Refused<>(Status.methodNotAllowed());
    }
    info.context().warn(DEPRECATION);
    if (info.name().isEmpty()) {
      return new Ok<>(form.list(new Page(registry.revision(),
          components.get().stream().map(ComponentStatusHandler::status).toList(), Optional.empty(),
          OptionalLong.empty())));
    }
    return components.get().stream()
        .filter(part -> part.name().equals(info.name())).findFirst()
        .<ApiResult<Response>>map(part -> new Ok<>(form.object(200, status(part))))
        .orElseGet(() -> new Refused<>(Status.notFound(info.kind(), info.name())));
  }

  private static Resource status(ComponentHealth part) {
    ObjectNode status = Json.object().put("kind", "ComponentStatus").put("apiVersion", "v1");
    status.putObject("metadata").put("name", part.name());
    status.putArray("conditions").addObject().put("type", "Healthy")
        .put("status", part.isHealthy() ? "True" : "False").put("message", part.message());
    return Resource.of(status);
  }
}
