package kube.controlplane.apiserver.streams;

import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;

/// `exec`, `attach` and `portforward` on a Pod: connections that go on in another way.
///
/// **In Kubernetes:**
/// [subresources.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/rest/subresources.go)
public final class TerminalHandler implements Handler {

  private static final String NOT_REACHED = "error dialing backend: ";

  private final Registry registry;
  private final Kubelets kubelets;

  public TerminalHandler(Registry registry, Reach reach) {
    this.registry = registry;
    this.kubelets = new Kubelets(registry, reach);
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return registry.get(info.kind(), info.key()).then(pod -> connect(request, info, pod));
  }

  private ApiResult<Response> connect(Request request, RequestInfo info, Resource pod) {
    String place = "/" + pod.namespace() + "/" + pod.name();
    if (info.subresource().equals("portforward")) {
      return onNode(request, pod, "/portForward" + place);
    }
    return ContainerChoice.of(pod, request.query("container").orElse(""))
        .then(container -> onNode(request, pod,
            "/" + info.subresource() + place + "/" + container));
  }

  private ApiResult<Response> onNode(Request request, Resource pod, String path) {
    String node = Json.text(pod.tree(), "spec.nodeName");
    if (node.isEmpty()) {
      return new Refused<>(
          Status.badRequest("pod " + pod.name() + " does not have a host assigned"));
    }
    return kubelets.ask(node, path, request, NOT_REACHED)
        .then(response -> Kubelets.translated(response, "pods", pod.name()));
  }
}
