package kube.controlplane.apiserver.streams;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

/// GET on `pods/<name>/log`: what a container has written, or goes on writing.
///
/// **In Kubernetes:** [log.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/rest/log.go)
public final class LogHandler implements Handler {

  private static final List<String> NUMBERS = List.of("tailLines", "sinceSeconds", "limitBytes");

  private final Registry registry;
  private final Kubelets kubelets;

  public LogHandler(Registry registry, Reach reach) {
    this.registry = registry;
    this.kubelets = new Kubelets(registry, reach);
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    Optional<Status> refusal = malformed(request).or(() -> invalid(request, info.name()));
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    return registry.get(info.kind(), info.key()).then(
        pod -> ContainerChoice.of(pod, request.query("container").orElse(""))
            .then(container -> read(request, pod, container)));
  }

  private ApiResult<Response> read(Request request, Resource pod, String container) {
    String node = Json.text(pod.tree(), "spec.nodeName");
    if (node.isEmpty()) {
      return new Ok<>(new Response.Answer(204, "text/plain", new byte[0], new TreeMap<>()));
    }
    String path = "/containerLogs/" + pod.namespace() + "/" + pod.name() + "/" + container;
    String url = "https://" + kubelets.address(node) + ":" + Kubelets.PORT + path;
    return kubelets.ask(node, path, request, "Get \"" + url + "\": ")
        .then(response -> Kubelets.translated(response, "pods/log", pod.name()));
  }

  private static Optional<Status> malformed(Request request) {
    for (String name : NUMBERS) {
      String text = request.query(name).orElse("0");
      if (!text.matches("-?\\d{1,18}")) {
        return Optional.of(Status.badRequest(
            "strconv.ParseInt: parsing \"" + text + "\": invalid syntax"));
      }
    }
    try {
      request.query("sinceTime").ifPresent(Instant::parse);
      return Optional.empty();
    } catch (DateTimeException refused) {
      return Optional.of(Status.badRequest("parsing time \"" + request.query("sinceTime").orElse("")
          + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse the time"));
    }
  }

  private static Optional<Status> invalid(Request request, String name) {
    List<Cause> causes = new ArrayList<>();
    tooSmall(request, "tailLines", 0, "must be greater than or equal to 0").ifPresent(causes::add);
    tooSmall(request, "limitBytes", 1, "must be greater than 0").ifPresent(causes::add);
    if (request.query("sinceSeconds").isPresent() && request.query("sinceTime").isPresent()) {
      causes.add(new Cause("FieldValueForbidden", "Forbidden: at most one of `sinceTime` or "
          + "`sinceSeconds` may be specified", ""));
    } else {
      tooSmall(request, "sinceSeconds", 1, "must be greater than 0").ifPresent(causes::add);
    }
    if (causes.isEmpty()) return Optional.empty();
    List<String> parts = causes.stream()
        .map(cause -> cause.field().isEmpty()
            ? cause.message()
            : cause.field() + ": " + cause.message())
        .toList();
    String all = parts.size() == 1 ? parts.getFirst() : "[" + String.join(", ", parts) + "]";
    return Optional.of(new Status(422, "Invalid",
        "PodLogOptions \"" + name + "\" is invalid: " + all, name, "", "PodLogOptions", causes));
  }

  private static Optional<Cause> tooSmall(Request request, String name, long least, String rule) {
    return request.query(name).map(Long::parseLong).filter(number -> number < least)
        .map(number -> new Cause("FieldValueInvalid", "Invalid value: " + number + ": " + rule,
            name));
  }
}
