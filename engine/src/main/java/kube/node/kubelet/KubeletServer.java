package kube.node.kubelet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.Clock;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.foundation.stream.Tunnel;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.kubelet.container.ContainerView;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the kubelet answers on its own port 10250: to the API server, which asks for logs, for
/// programs in containers and for connections to Pods.
///
/// Owned by the loop.
///
/// **Models** `/containerLogs`, `/exec`, `/attach`, `/portForward`, `/pods` and `/healthz`. **Leaves
/// out** its certificates and the question whether the caller may: nobody but the API server reaches
/// it here.
///
/// **In Kubernetes:**
/// [server.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/server/server.go)
public final class KubeletServer {

  private final Clock clock;
  private final ContainerRuntime runtime;
  private final Function<Key, Optional<PodWorker>> pods;
  private final Supplier<List<PodWorker>> all;

  KubeletServer(Clock clock, ContainerRuntime runtime, Function<Key, Optional<PodWorker>> pods,
      Supplier<List<PodWorker>> all) {
    this.clock = clock;
    this.runtime = runtime;
    this.pods = pods;
    this.all = all;
  }

  /// Answers one request. Refusals are plain text, as everything the kubelet says.
  public Response answer(Request request) {
    List<String> path = List.of(request.path().split("/")).stream()
        .filter(part -> !part.isEmpty()).toList();
    String what = path.isEmpty() ? "" : path.getFirst();
    if (path.size() == 1) {
      return switch (what) {
        case "healthz" -> text(200, "ok");
        case "pods", "runningpods" -> Answer.json(200, podList());
        default -> text(404, "404 page not found");
      };
    }
    if (path.size() < 3) return text(404, "404 page not found");
    Key key = new Key(path.get(1), path.get(2));
    Optional<PodWorker> pod = pods.apply(key);
    if (pod.isEmpty()) {
      return text(404, what.equals("containerLogs")
          ? "pod \"" + key.name() + "\" does not exist"
          : "pod does not exist");
    }
    if (what.equals("portForward")) return portForward(pod.get());
    if (path.size() < 4) return text(404, "404 page not found");
    String container = path.get(3);
    return switch (what) {
      case "containerLogs" -> logs(request, pod.get(), container);
      case "exec" -> exec(request, pod.get(), container);
      case "attach" -> attach(request, pod.get(), container);
      default -> text(404, "404 page not found");
    };
  }

  private Response logs(Request request, PodWorker pod, String name) {
    Optional<ContainerView> container = pod.container(name);
    if (container.isEmpty()) {
      return text(404, "container \"" + name + "\" not found in pod \""
          + pod.metadata().name() + "\"");
    }
    boolean previous = request.flag("previous");
    Optional<String> id = previous ? container.get().previousRun() : container.get().latestRun();
    if (id.isEmpty()) {
      return text(400, previous
          ? "previous terminated container \"" + name + "\" in pod \"" + pod.metadata().name()
              + "\" not found"
          : "container \"" + name + "\" in pod \"" + pod.metadata().name()
              + "\" is waiting to start: " + container.get().whyNoLog());
    }
    LogRequest wish = LogRequest.of(request, clock.now());
    return request.flag("follow")
        ? new Response.Flow("text/plain", wish.follow(runtime, id.get()))
        : new Answer(200, "text/plain", wish.read(runtime.log(id.get())), new TreeMap<>());
  }

  private Response exec(Request request, PodWorker pod, String name) {
    List<String> command = request.queries("command");
    boolean stdin = request.flag("stdin");
    boolean tty = request.flag("tty");
    if (!wantsAnything(request)) return text(400, NOTHING_WANTED);
    String missing = "container not found (\"" + name + "\")";
    if (running(pod, name).isEmpty()) return text(500, missing);
    return upgrade(request, output -> running(pod, name)
        .map(container -> runtime.exec(container.containerId(), command, stdin, tty, output))
        .orElseGet(() -> gone(output, missing)));
  }

  private Response attach(Request request, PodWorker pod, String name) {
    if (!wantsAnything(request)) return text(400, NOTHING_WANTED);
    String missing = "container " + name + " not found in pod " + fullName(pod);
    if (running(pod, name).isEmpty()) return text(500, missing);
    return upgrade(request, output -> running(pod, name)
        .map(container -> runtime.attach(container.containerId(), output))
        .orElseGet(() -> gone(output, missing)));
  }

  private static String fullName(PodWorker pod) {
    return pod.metadata().name() + "_" + pod.metadata().namespace();
  }

  private static final String NOTHING_WANTED = "you must specify at least 1 of stdin, stdout, stderr";

  private static boolean wantsAnything(Request request) {
    return request.flag("stdin") || request.flag("stdout") || request.flag("stderr");
  }

  private static Response upgrade(Request request, Terminal.Opener opener) {
    boolean tty = request.flag("tty");
    return new Response.Upgrade(new Terminal(request.flag("stdin"), request.flag("stdout"),
        request.flag("stderr") && !tty, tty, opener));
  }

  /// A container that was there when the connection was asked for may have ended since.
  private static Terminal.Input gone(Terminal.Output output, String why) {
    output.ended(new Ending.Failed("unable to upgrade connection: " + why));
    return Terminal.NOBODY;
  }

  private static Optional<ContainerView> running(PodWorker pod, String name) {
    return pod.container(name).filter(ContainerView::isRunning);
  }

  private Response portForward(PodWorker pod) {
    String name = pod.metadata().name();
    if (pod.sandbox().isEmpty()) return text(500, "pod not found (\"" + fullName(pod) + "\")");
    return new Response.Upgrade(new Tunnel(name, (port, back) -> {
      Optional<ByteSink> connection = pod.sandbox()
          .map(Sandbox::id).flatMap(id -> runtime.portForward(id, port, back));
      return connection.orElseGet(() -> {
        String sandbox = pod.sandbox().map(Sandbox::id).orElse("");
        back.failed("error forwarding port " + port + " to pod " + sandbox + ", uid : failed to "
            + "execute portforward in network namespace \"" + sandbox
            + "\": failed to connect to localhost:" + port + " inside namespace \"" + sandbox
            + "\", IPv4: dial tcp4 127.0.0.1:" + port + ": connect: connection refused");
        return Deaf.SINK;
      });
    }));
  }

  private ObjectNode podList() {
    ObjectNode list = Json.object().put("kind", "PodList").put("apiVersion", "v1");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (PodWorker pod : all.get()) {
      items.addObject().putObject("metadata")
          .put("name", pod.metadata().name())
          .put("namespace", pod.metadata().namespace())
          .put("uid", pod.metadata().uid());
    }
    return list;
  }

  private static Answer text(int code, String text) {
    return new Answer(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
        new TreeMap<>());
  }
}
