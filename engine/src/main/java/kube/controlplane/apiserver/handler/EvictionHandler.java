package kube.controlplane.apiserver.handler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.Handler;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Response;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;
import kube.foundation.machine.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// POST on `pods/<name>/eviction`: deletes the Pod, unless too few of its kind would be left.
///
/// Who empties a node asks here, and a PodDisruptionBudget answers. The budget's numbers are its
/// controller's; here they are only counted down, so that two who ask at once do not both get the
/// last one.
///
/// **In Kubernetes:**
/// [eviction.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/registry/core/pod/storage/eviction.go)
public final class EvictionHandler implements Handler {

  private static final String VIOLATION = "Cannot evict pod as it would violate the pod's"
      + " disruption budget.";
  /// Clients before 1.22 speak the older one, which has the same shape.
  private static final List<String> VERSIONS = List.of("policy/v1", "policy/v1beta1");
  private static final int RETRY_SECONDS = 10;
  private static final int DISRUPTED_AT_MOST = 2000;

  private final Clock clock;
  private final Registry registry;
  private final DeleteHandler delete;

  public EvictionHandler(Clock clock, Registry registry, DeleteHandler delete) {
    this.clock = clock;
    this.registry = registry;
    this.delete = delete;
  }

  @Override
  public ApiResult<Response> handle(Request request, RequestInfo info, Representation form) {
    return Body.object(request, VERSIONS, "Eviction").then(eviction -> {
      if (!Json.text(eviction, "metadata.name").equals(info.name())) {
        return new Refused<>(
            Status.badRequest("name in URL does not match name in Eviction object"));
      }
      ObjectNode options = eviction.path("deleteOptions") instanceof ObjectNode given
          ? given
          : Json.object();
      if (request.query("dryRun").isPresent() && options.path("dryRun").isEmpty()) {
        request.queries("dryRun").forEach(options.putArray("dryRun")::add);
      }
      return DeleteOptions.ofObject(options)
          .then(wanted -> registry.get(info.kind(), info.key())
              .then(pod -> evict(info, pod, wanted)));
    });
  }

  private ApiResult<Response> evict(RequestInfo info, Resource pod, DeleteOptions options) {
    Optional<Status> refusal = isNoLoss(pod.tree()) ? Optional.empty() : ask(pod, options.dryRun());
    if (refusal.isPresent()) return new Refused<>(refusal.get());
    return (options.dryRun() ? new ApiResult.Ok<>(pod) : mark(info.kind(), pod))
        .then(marked -> delete.delete(info.onObject("delete"), marked, options)).map(_ -> {
          ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
          status.putObject("metadata");
          return Response.Answer.json(201, status.put("status", "Success").put("code", 201));
        });
  }

  /// Writes on the Pod who ends it, so that a Job need not count it as a failure.
  ///
  /// **In Kubernetes:**
  /// https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
  private ApiResult<Resource> mark(Kind<?> kind, Resource pod) {
    ObjectNode marked = (ObjectNode) pod.tree().deepCopy();
    ArrayNode conditions = marked.withObject("status").withArray("conditions");
    Condition why = new Condition("DisruptionTarget", "True", "EvictionByEvictionAPI",
        "Eviction API: evicting", Optional.of(clock.now()));
    conditions.removeIf(condition -> Json.text(condition, "type").equals(why.type()));
    conditions.add(why.toJson());
    return registry.update(kind, pod, marked);
  }

  /// What does not run, or is on its way out, is missed by nobody.
  private static boolean isNoLoss(JsonNode pod) {
    return List.of("Succeeded", "Failed", "Pending").contains(Json.text(pod, "status.phase"))
        || Json.at(pod, "metadata").has("deletionTimestamp");
  }

  /// Asks the Pod's budget; empty when the Pod may go.
  private Optional<Status> ask(Resource pod, boolean dryRun) {
    Kind<?> kind = Kinds.find("policy", "v1", "poddisruptionbudgets").orElseThrow();
    List<Resource> budgets = registry.all(kind).stream()
        .filter(budget -> budget.namespace().equals(pod.namespace()) && covers(budget, pod))
        .toList();
    if (budgets.isEmpty()) return Optional.empty();
    if (budgets.size() > 1) {
      return Optional.of(new Status(500, "", "This pod has more than one PodDisruptionBudget, which"
          + " the eviction subresource does not support.", "", "", "", List.of()));
    }
    Resource budget = budgets.getFirst();
    if (!isReady(pod.tree()) && letsBrokenPodsGo(budget.tree())) return Optional.empty();
    return refusal(budget).or(() -> dryRun ? Optional.empty() : count(kind, budget, pod));
  }

  private static boolean covers(Resource budget, Resource pod) {
    LabelSelector selector = LabelSelector.of(Json.at(budget.tree(), "spec.selector"));
    return !selector.requirements().isEmpty()
        && selector.matches(Json.texts(pod.tree(), "metadata.labels"));
  }

  private static boolean isReady(JsonNode pod) {
    return Json.at(pod, "status.conditions").valueStream()
        .anyMatch(condition -> Json.text(condition, "type").equals("Ready")
            && Json.text(condition, "status").equals("True"));
  }

  /// A Pod that is not ready counts for nothing; it may go when enough others are well.
  private static boolean letsBrokenPodsGo(JsonNode budget) {
    if (Json.text(budget, "spec.unhealthyPodEvictionPolicy").equals("AlwaysAllow")) return true;
    int healthy = Json.number(budget, "status.currentHealthy", 0);
    int desired = Json.number(budget, "status.desiredHealthy", 0);
    return desired > 0 && healthy >= desired;
  }

  private static Optional<Status> refusal(Resource budget) {
    JsonNode tree = budget.tree();
    String name = budget.name();
    int allowed = Json.number(tree, "status.disruptionsAllowed", 0);
    if (Json.at(tree, "status.observedGeneration").asLong(0) < Json
        .at(tree, "metadata.generation").asLong(0)) {
      return Optional.of(tooMany("The disruption budget " + name
          + " is still being processed by the server.").retryAfter(RETRY_SECONDS));
    }
    if (allowed < 0) return forbidden(name, "pdb disruptions allowed is negative");
    if (Json.at(tree, "status.disruptedPods").size() > DISRUPTED_AT_MOST) {
      return forbidden(name, "DisruptedPods map too big - too many evictions not confirmed by PDB"
          + " controller");
    }
    if (allowed > 0) return Optional.empty();
    return Optional.of(tooMany("The disruption budget " + name + " needs "
        + Json.number(tree, "status.desiredHealthy", 0) + " healthy pods and has "
        + Json.number(tree, "status.currentHealthy", 0) + " currently"));
  }

  private static Status tooMany(String why) {
    return new Status(429, "TooManyRequests", VIOLATION, "", "", "",
        List.of(new Cause("DisruptionBudget", why, "")));
  }

  private static Optional<Status> forbidden(String name, String why) {
    return Optional.of(new Status(403, "Forbidden", "poddisruptionbudget.policy \"" + name
        + "\" is forbidden: " + why, name, "policy", "poddisruptionbudget", List.of()));
  }

  /// Takes one disruption off the budget, and notes for whom.
  private Optional<Status> count(Kind<?> kind, Resource budget, Resource pod) {
    ObjectNode counted = (ObjectNode) budget.tree().deepCopy();
    ObjectNode status = counted.withObject("status");
    int left = Json.number(status, "disruptionsAllowed", 0) - 1;
    Instant now = clock.now();
    status.put("disruptionsAllowed", left);
    status.withObject("disruptedPods").put(pod.name(), Json.time(now));
    if (left == 0) {
      for (JsonNode condition : status.path("conditions")) {
        if (condition instanceof ObjectNode fields
            && Json.text(fields, "type").equals("DisruptionAllowed")) {
          fields.put("status", "False").put("reason", "InsufficientPods")
              .put("lastTransitionTime", Json.time(now));
        }
      }
    }
    return registry.update(kind, budget, counted).refusal();
  }
}
