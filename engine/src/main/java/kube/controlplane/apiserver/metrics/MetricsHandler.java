package kube.controlplane.apiserver.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Predicate;

import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.ListOptions;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.api.Usage;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.machine.Clock;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// GET on the kinds of `metrics.k8s.io`: how much nodes and Pods use right now.
///
/// Nothing of it is stored: each answer is measured when somebody asks. `kubectl top` prints it.
///
/// **Leaves out** that real measurements are some seconds old, and missing for young Pods.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/
public final class MetricsHandler implements Handler {

  private static final String WINDOW = "15s";

  private final Clock clock;
  private final Registry registry;
  private final MetricsSource source;

  public MetricsHandler(Clock clock, Registry registry, MetricsSource source) {
    this.clock = clock;
    this.registry = registry;
    this.source = source;
  }

  /// This handler for both kinds, by the qualified plurals of the kinds.
  public Map<String, Handler> byKind() {
    return Map.of(ClusterKinds.NODE_METRICS.qualifiedPlural(), this,
        ClusterKinds.POD_METRICS.qualifiedPlural(), this);
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    boolean ofNodes = info.kind().equals(ClusterKinds.NODE_METRICS);
    Kind<?> measured = ofNodes ? Kinds.NODE : Kinds.POD;
    if (!info.name().isEmpty()) {
      return registry.find(measured, info.key())
          .flatMap(object -> ofNodes ? ofNode(object) : ofPod(object))
          .<ApiResult<Response>>map(metrics -> new Ok<>(form.object(200, metrics)))
          .orElseGet(() -> new Refused<>(notMeasured(info)));
    }
    return Choice.of(request, info).then(choice -> all(measured, info.namespace(), choice))
        .map(objects -> form.list(new Page(registry.revision(), objects.stream()
            .flatMap(object -> (ofNodes ? ofNode(object) : ofPod(object)).stream()).toList(),
            Optional.empty(), OptionalLong.empty())));
  }

  private ApiResult<List<Resource>> all(Kind<?> kind, String namespace,
      Predicate<Resource> choice) {
    return registry.list(kind, namespace, new ListOptions(0, "", 0), choice).map(Page::items);
  }

  private static Status notMeasured(RequestInfo info) {
    String kind = info.kind().equals(ClusterKinds.NODE_METRICS) ? "nodemetrics" : "podmetrics";
    String name = info.namespace().isEmpty()
        ? info.name()
        : info.namespace() + "/" + info.name();
    return new Status(404, "NotFound", kind + ".metrics.k8s.io \"" + name + "\" not found", name,
        info.kind().group(), kind, List.of());
  }

  private Optional<Resource> ofPod(Resource pod) {
    SortedMap<String, Usage> usage = source.ofContainers(pod);
    if (usage.isEmpty()) return Optional.empty();
    ObjectNode metrics = begin(ClusterKinds.POD_METRICS, pod);
    ArrayNode containers = metrics.putArray("containers");
    usage.forEach((name, used) -> write(used, containers.addObject().put("name", name)));
    return Optional.of(Resource.of(metrics));
  }

  private Optional<Resource> ofNode(Resource node) {
    return source.ofSystem(node.name()).map(system -> {
      ObjectNode metrics = begin(ClusterKinds.NODE_METRICS, node);
      write(ofPodsOn(node.name()).plus(system), metrics);
      return Resource.of(metrics);
    });
  }

  private Usage ofPodsOn(String node) {
    return all(Kinds.POD, "", pod -> Json.text(pod.tree(), "spec.nodeName").equals(node))
        .toOptional().orElseGet(List::of).stream()
        .flatMap(pod -> source.ofContainers(pod).values().stream())
        .reduce(Usage.NOTHING, Usage::plus);
  }

  private ObjectNode begin(Kind<?> kind, Resource measured) {
    ObjectNode metrics = Json.object().put("kind", kind.name())
        .put("apiVersion", kind.apiVersion());
    ObjectNode metadata = metrics.putObject("metadata").put("name", measured.name());
    if (!measured.namespace().isEmpty()) metadata.put("namespace", measured.namespace());
    metadata.put("creationTimestamp", Json.time(clock.now()));
    var labels = Json.at(measured.tree(), "metadata.labels");
    if (!labels.isEmpty()) metadata.set("labels", labels);
    return metrics.put("timestamp", Json.time(clock.now())).put("window", WINDOW);
  }

  private static void write(Usage usage, ObjectNode metrics) {
    metrics.putObject("usage").put("cpu", usage.cpu()).put("memory", usage.memory());
  }
}
