package kube.controlplane.controllermanager.disruption;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import kube.controlplane.controllermanager.disruption.Scales.Expected;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the numbers of PodDisruptionBudgets up to date.
///
/// Owned by the loop.
///
/// **Models** `minAvailable` and `maxUnavailable` as numbers and shares, promised evictions, the
/// condition `DisruptionAllowed`, Pods without an owner, and Pods that were to be ended and still run
/// ([StaleTargets]).
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/run-application/configure-pdb/ ·
/// [disruption.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/disruption/disruption.go)
public final class DisruptionController {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final String CONDITION = "DisruptionAllowed";

  private final Actor actor;
  private final ApiClient client;
  private final EventRecorder events;
  private final SharedInformer<Budget> budgets;
  private final SharedInformer<Pod> pods;
  private final SharedInformer<Deployment> deployments;
  private final SharedInformer<ReplicaSet> sets;
  private final SharedInformer<ReplicaSet> controllers;
  private final SharedInformer<StatefulSet> statefulSets;
  private final ControllerLoop loop;

  public DisruptionController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "controllermanager");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.budgets = informers.of(Budget.KIND).onChange(change -> loop.look(change.object().key()));
    this.pods = informers.of(Kinds.POD).onChange(this::podChanged);
    new StaleTargets(actor, client, pods);
    this.deployments = informers.of(Kinds.DEPLOYMENT);
    this.sets = informers.of(Kinds.REPLICA_SET);
    this.controllers = informers.of(Kinds.REPLICATION_CONTROLLER);
    this.statefulSets = informers.of(Kinds.STATEFUL_SET);
  }

  private Result reconcile(Key key) {
    boolean synced = budgets.isSynced() && pods.isSynced() && deployments.isSynced()
        && sets.isSynced() && controllers.isSynced() && statefulSets.isSynced();
    if (!synced) return Result.after(SOON);
    return budgets.get(key).map(this::reconcile).orElse(Result.done());
  }

  private Result reconcile(Budget budget) {
    List<Pod> chosen = pods.list(budget.metadata().namespace()).stream()
        .filter(pod -> chooses(budget, pod)).toList();
    if (chosen.isEmpty()) note(budget, false, "NoPods", "No matching pods found");
    Expected expected = Allowance.needsOwners(budget)
        ? new Scales(deployments, sets, controllers, statefulSets).of(chosen)
        : new Expected(0, List.of(), Optional.empty());
    if (expected.refusal().isPresent()) return fail(budget, expected.refusal().get());
    if (!expected.unmanaged().isEmpty()) note(budget, true, "UnmanagedPods", unmanaged(budget));
    Allowance allowance = Allowance.of(budget, chosen, expected.pods(), actor.now());
    Refusals refusals = new Refusals();
    report(budget, allowance, refusals);
    return refusals.or(
        allowance.untilNextLapse(actor.now()).map(Result::after).orElse(Result.done()));
  }

  /// When the numbers cannot be known, nobody may be evicted.
  private Result fail(Budget budget, String why) {
    note(budget, true, "CalculateExpectedPodCountFailed",
        "Failed to calculate the number of expected pods: " + why);
    ObjectNode status = Json.object().put("disruptionsAllowed", 0)
        .put("observedGeneration", budget.metadata().generation());
    status.set("conditions", conditions(budget, false, "SyncFailed", why));
    write(budget, status, new Refusals());
    return Result.retry(why);
  }

  private void report(Budget budget, Allowance allowance, Refusals refusals) {
    int allowed = allowance.disruptions();
    ObjectNode status = Json.object()
        .put("observedGeneration", budget.metadata().generation())
        .put("expectedPods", allowance.expected())
        .put("desiredHealthy", allowance.desired())
        .put("currentHealthy", allowance.healthy())
        .put("disruptionsAllowed", allowed);
    status.set("conditions", conditions(budget, allowed > 0,
        allowed > 0 ? "SufficientPods" : "InsufficientPods", ""));
    ObjectNode promised = Json.object();
    budget.disrupted().keySet().forEach(pod -> promised.putNull(pod));
    allowance.disrupted().forEach((pod, since) -> promised.put(pod, Json.time(since)));
    if (!promised.isEmpty()) status.set("disruptedPods", promised);
    write(budget, status, refusals);
  }

  /// Writes what differs. A promise that somebody made in the meantime makes it a conflict.
  private void write(Budget budget, ObjectNode status, Refusals refusals) {
    boolean same = status.propertyStream().allMatch(field -> field.getKey().equals("disruptedPods")
        ? field.getValue().valueStream().noneMatch(JsonNode::isNull)
        : Json.isSame(field.getValue(), budget.status().path(field.getKey())));
    if (same) return;
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", budget.metadata().resourceVersion());
    patch.set("status", status);
    refusals.take(client.patchThroughStatus(Budget.KIND, budget.key(), patch));
  }

  private ArrayNode conditions(Budget budget, boolean allowed, String reason, String message) {
    String status = allowed ? "True" : "False";
    Optional<JsonNode> before = budget.conditions().stream()
        .filter(condition -> Json.text(condition, "type").equals(CONDITION)).findFirst();
    String since = before.filter(condition -> Json.text(condition, "status").equals(status))
        .map(condition -> Json.text(condition, "lastTransitionTime"))
        .orElse(Json.time(actor.now()));
    ArrayNode conditions = Json.object().putArray("conditions");
    budget.conditions().stream()
        .filter(condition -> !Json.text(condition, "type").equals(CONDITION))
        .forEach(conditions::add);
    conditions.addObject().put("type", CONDITION).put("status", status)
        .put("observedGeneration", budget.metadata().generation())
        .put("lastTransitionTime", since).put("reason", reason).put("message", message);
    return conditions;
  }

  private static String unmanaged(Budget budget) {
    return "Pods selected by this PodDisruptionBudget (selector: "
        + budget.selector().orElseThrow() + ") were found to be unmanaged. As a result, the status"
        + " of the PDB cannot be calculated correctly, which may result in undefined behavior. To"
        + " account for these pods please set \".spec.minAvailable\" field of the PDB to an integer"
        + " value.";
  }

  private void note(Budget budget, boolean warning, String reason, String message) {
    if (warning) events.warning(Budget.KIND, budget.metadata(), reason, message);
    else
      events.normal(Budget.KIND, budget.metadata(), reason, message);
  }

  private void podChanged(Change<Pod> change) {
    Metadata pod = change.object().metadata();
    for (Budget budget : budgets.list(pod.namespace())) {
      boolean concerns = change.before().filter(before -> chooses(budget, before)).isPresent()
          || chooses(budget, change.object());
      if (concerns) loop.look(budget.key());
    }
  }

  private static boolean chooses(Budget budget, Pod pod) {
    return budget.selector().filter(s -> s.matches(pod.metadata().labels())).isPresent();
  }
}
