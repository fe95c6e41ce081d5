package kube.controlplane.apiserver.handler;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;

import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Page;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Choice;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.ExtensionKinds;

import tools.jackson.databind.node.ObjectNode;

/// GET on `apiservices`: a registration for every group and version that this server serves itself,
/// besides those that are stored.
///
/// **Models** the registrations of our own groups, as clients read them. **Leaves out** them in
/// watches, and the way to servers of others: a stored registration is kept and never followed.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
public final class ApiServicesHandler implements Handler {

  private static final int PRIORITY_OF_CORE = 18_000;
  private static final int PRIORITY_OF_OTHERS = 17_000;
  private static final int PRIORITY_OF_CUSTOM = 1_000;

  private final Registry registry;
  private final KindCatalogue catalogue;
  private final Instant startedAt;

  public ApiServicesHandler(Registry registry, KindCatalogue catalogue, Instant startedAt) {
    this.registry = registry;
    this.catalogue = catalogue;
    this.startedAt = startedAt;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    List<Resource> all = all();
    if (!info.name().isEmpty()) {
      Optional<Resource> found = all.stream()
          .filter(registration -> registration.name().equals(info.name())).findFirst();
      return found
          .<ApiResult<Response>>map(one -> new ApiResult.Ok<>(form.object(200, one)))
          .orElseGet(() -> new ApiResult.Refused<>(Status.notFound(info.kind(), info.name())));
    }
    return Choice.of(request, info).map(choice -> form.list(new Page(registry.revision(),
        all.stream().filter(choice).toList(), Optional.empty(), OptionalLong.empty())));
  }

  private List<Resource> all() {
    List<Resource> all = new ArrayList<>(registry.all(ExtensionKinds.API_SERVICE));
    TreeSet<String> names = new TreeSet<>(all.stream().map(Resource::name).toList());
    for (Kind<?> kind : catalogue.kinds()) {
      if (names.add(kind.version() + "." + kind.group())) all.add(ours(kind));
    }
    all.sort(Comparator.comparing(Resource::name));
    return all;
  }

  private Resource ours(Kind<?> kind) {
    boolean isCustom = catalogue.of(kind).schema().isPresent();
    String name = kind.version() + "." + kind.group();
    ObjectNode object = Json.object().put("apiVersion", "apiregistration.k8s.io/v1")
        .put("kind", "APIService");
    object.putObject("metadata").put("name", name)
        .put("uid", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
        .put("resourceVersion", "1")
        .put("creationTimestamp", Json.time(startedAt))
        .putObject("labels")
        .put("kube-aggregator.kubernetes.io/automanaged", isCustom ? "true" : "onstart");
    ObjectNode spec = object.putObject("spec");
    if (!kind.group().isEmpty()) spec.put("group", kind.group());
    spec.put("groupPriorityMinimum", kind.group().isEmpty()
        ? PRIORITY_OF_CORE
        : isCustom ? PRIORITY_OF_CUSTOM : PRIORITY_OF_OTHERS)
        .put("version", kind.version()).put("versionPriority", isCustom ? 100 : 15);
    object.putObject("status").putArray("conditions").addObject()
        .put("lastTransitionTime", Json.time(startedAt))
        .put("message", "Local APIServices are always available").put("reason", "Local")
        .put("status", "True").put("type", "Available");
    return Resource.of(object);
  }
}
