package kube.controlplane.apiserver.streams;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.function.Function;

import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;

/// `exec`, `attach` and `portforward` on a Pod: connections that go on in another way.
///
/// A client of the newest protocol is connected with this server, which speaks with the kubelet for
/// it: whatever the kubelet refuses comes down the connection as a Status. All others are connected
/// through to the kubelet, and hear what it says as it says it.
///
/// **In Kubernetes:**
/// [subresources.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/rest/subresources.go)
/// · [streamtranslator.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/util/proxy/streamtranslator.go)
public final class TerminalHandler implements Handler {

  private static final String NEWEST = "v5.channel.k8s.io";

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
      return onNode(pod, node -> kubelets.ask(node, "/portForward" + place, request,
          "error dialing backend: "));
    }
    return ContainerChoice.of(pod, request.query("container").orElse("")).then(container -> onNode(
        pod, node -> terminal(request, node, "/" + info.subresource() + place + "/" + container)));
  }

  private static ApiResult<Response> onNode(Resource pod,
      Function<String, ApiResult<Response>> way) {
    String node = Json.text(pod.tree(), "spec.nodeName");
    return node.isEmpty()
        ? new Refused<>(Status.badRequest("pod " + pod.name() + " does not have a host assigned"))
        : way.apply(node);
  }

  private ApiResult<Response> terminal(Request request, String node, String path) {
    if (!isTranslated(request)) {
      return kubelets.ask(node, path, request, "error dialing backend: ");
    }
    String url = "https://" + kubelets.address(node) + ":" + Kubelets.PORT + path + query(request);
    return switch (kubelets.ask(node, path, request, "error sending request: Post \"" + url
        + "\": ")) {
      case Ok<Response>(Answer refusal) -> new Ok<>(failed(request,
          "unable to upgrade connection: " + new String(refusal.body(), StandardCharsets.UTF_8)));
      case Ok<Response>(Response connected) -> new Ok<>(connected);
      case Refused<Response>(Status unreached) -> new Ok<>(failed(request, unreached.message()));
    };
  }

  /// Whether this server speaks with the kubelet for the client; callers without a wire have no
  /// older protocol.
  private static boolean isTranslated(Request request) {
    String upgrade = request.header("upgrade");
    if (upgrade.isEmpty()) return true;
    return upgrade.equalsIgnoreCase("websocket")
        && request.header("sec-websocket-protocol").contains(NEWEST);
  }

  /// A connection whose only word is what went wrong.
  private static Response failed(Request request, String why) {
    return new Response.Upgrade(new Terminal(request.flag("stdin"), request.flag("stdout"),
        request.flag("stderr"), request.flag("tty"), output -> {
          output.ended(new Ending.Failed(why));
          return Terminal.NOBODY;
        }));
  }

  /// The kubelet has its own names for what the API calls `stdin`, `stdout` and `stderr`.
  private static String query(Request request) {
    StringJoiner query = new StringJoiner("&", "?", "");
    request.queries("command").forEach(
        word -> query.add("command=" + URLEncoder.encode(word, StandardCharsets.UTF_8)));
    if (request.flag("stderr")) query.add("error=1");
    if (request.flag("stdin")) query.add("input=1");
    if (request.flag("stdout")) query.add("output=1");
    if (request.flag("tty")) query.add("tty=1");
    return query.toString();
  }
}
