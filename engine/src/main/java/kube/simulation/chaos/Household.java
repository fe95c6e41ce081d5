package kube.simulation.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.Transport;
import kube.foundation.machine.Actor;
import tools.jackson.databind.JsonNode;

/// Something for every other controller to keep, in a namespace of its own: it is set up once, its
/// templates change in the middle of the trouble, and after it everything must be as it was wished.
///
/// Its Pods are made only when [#INSPECTOR] agrees, a webhook that may be down like everything else.
final class Household {

  /// Where the webhook is found that is asked about each of its Pods.
  static final String INSPECTOR = "inspector.example.com:443";

  private static final String HOME = "household";
  private static final String CORE = "/api/v1/namespaces/" + HOME + "/";
  private static final String APPS = "/apis/apps/v1/namespaces/" + HOME + "/";
  private static final Duration NEW_FASHION = Duration.ofSeconds(150);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final int CONFLICT = 409;
  private static final int FRONTS = 3;
  private static final int STORES = 2;
  private static final int ERRANDS = 3;

  private static final String POD = """
      "selector": {"matchLabels": {"app": "%1$s"}}, "template": {"metadata": {"labels":
      {"app": "%1$s"}}, "spec": {"terminationGracePeriodSeconds": 5, "containers": [%2$s]}}""";
  private static final String PROBED = """
      {"name": "c", "image": "nginx", "readinessProbe": {"httpGet": {"path": "/", "port": 80},
      "periodSeconds": 3}}""";
  private static final String KEEPING = """
      {"name": "c", "image": "redis", "volumeMounts": [{"name": "data", "mountPath": "/data"}]}""";
  private static final String SLEEPING = """
      {"name": "c", "image": "busybox", "command": ["sleep", "1d"]}""";

  private static final List<Map.Entry<String, String>> FURNITURE = List.of(
      Map.entry("/api/v1/namespaces", """
          {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "household"}}"""),
      Map.entry("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations", """
          {"apiVersion": "admissionregistration.k8s.io/v1", "kind":
          "ValidatingWebhookConfiguration", "metadata": {"name": "inspector"}, "webhooks": [
          {"name": "inspector.example.com", "failurePolicy": "Fail", "sideEffects": "None",
          "admissionReviewVersions": ["v1"], "clientConfig": {"url":
          "https://inspector.example.com/"}, "namespaceSelector": {"matchLabels":
          {"kubernetes.io/metadata.name": "household"}}, "rules": [{"apiGroups": [""],
          "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}]}]}"""),
      Map.entry(CORE + "resourcequotas", """
          {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "quota"}, "spec":
          {"hard": {"pods": "40", "services": "5", "persistentvolumeclaims": "5"}}}"""),
      Map.entry(CORE + "services", """
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "front"}, "spec":
          {"selector": {"app": "front"}, "ports": [{"port": 80}]}}"""),
      Map.entry("/apis/policy/v1/namespaces/" + HOME + "/poddisruptionbudgets", """
          {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "front"},
          "spec": {"minAvailable": 2, "selector": {"matchLabels": {"app": "front"}}}}"""),
      Map.entry(APPS + "deployments", """
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "front"}, "spec":
          {"replicas": 3, %s}}""".formatted(POD.formatted("front", PROBED))),
      Map.entry(APPS + "statefulsets", """
          {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "store"}, "spec":
          {"replicas": 2, "serviceName": "store", "volumeClaimTemplates": [{"metadata": {"name":
          "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests":
          {"storage": "1Gi"}}}}], %s}}""".formatted(POD.formatted("store", KEEPING))),
      Map.entry(APPS + "daemonsets", """
          {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "guard"}, "spec":
          {%s}}""".formatted(POD.formatted("guard", SLEEPING))),
      Map.entry("/apis/batch/v1/namespaces/" + HOME + "/jobs", """
          {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "errands"}, "spec":
          {"completions": 3, "template": {"spec": {"restartPolicy": "OnFailure", "containers":
          [{"name": "c", "image": "busybox", "command": ["sleep", "40"]}]}}}}"""));

  private final Actor actor;
  private final Transport transport;
  private final int nodes;

  /// @param nodes each of which the guard watches over
  Household(Actor actor, Transport transport, int nodes) {
    this.actor = actor;
    this.transport = transport;
    this.nodes = nodes;
  }

  void start() {
    place(0);
    actor.after(NEW_FASHION, () -> dressAnew("deployments/front"));
    actor.after(NEW_FASHION, () -> dressAnew("statefulsets/store"));
    actor.after(NEW_FASHION, () -> dressAnew("daemonsets/guard"));
  }

  private void place(int piece) {
    if (piece == FURNITURE.size()) return;
    Map.Entry<String, String> next = FURNITURE.get(piece);
    Optional<JsonNode> made = send("POST", next.getKey(), "application/json", next.getValue());
    if (made.isPresent()) place(piece + 1);
    else
      actor.after(TRY_AGAIN, () -> place(piece));
  }

  private void dressAnew(String workload) {
    Optional<JsonNode> done = send("PATCH", APPS + workload, "application/merge-patch+json", """
        {"spec": {"template": {"metadata": {"annotations": {"fashion": "new"}}}}}""");
    if (done.isEmpty()) actor.after(TRY_AGAIN, () -> dressAnew(workload));
  }

  /// What is not as it was wished, in words.
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    JsonNode pods = get(CORE + "pods");
    expect(complaints, "ready Pods of Deployment front", FRONTS, ready(pods, "front").size());
    expect(complaints, "ready Pods of StatefulSet store", STORES, ready(pods, "store").size());
    expect(complaints, "ready Pods of DaemonSet guard", nodes, ready(pods, "guard").size());
    JsonNode front = get(APPS + "deployments/front");
    for (String count : List.of("replicas", "updatedReplicas", "availableReplicas")) {
      expect(complaints, "Deployment front's " + count, FRONTS,
          Json.number(front, "status." + count, 0));
    }
    expect(complaints, "Pods that its StatefulSet shows", STORES,
        Json.number(get(APPS + "statefulsets/store"), "status.updatedReplicas", 0));
    expect(complaints, "Pods that its DaemonSet shows", nodes,
        Json.number(get(APPS + "daemonsets/guard"), "status.updatedNumberScheduled", 0));
    expect(complaints, "errands that are done", ERRANDS, Json.number(
        get("/apis/batch/v1/namespaces/" + HOME + "/jobs/errands"), "status.succeeded", 0));
    expect(complaints, "healthy Pods of the budget", FRONTS, Json.number(
        get("/apis/policy/v1/namespaces/" + HOME + "/poddisruptionbudgets/front"),
        "status.currentHealthy", 0));
    expect(complaints, "addresses of Service front", ready(pods, "front"), addresses());
    return complaints;
  }

  private static void expect(List<String> complaints, String what, Object wished, Object found) {
    if (!wished.equals(found)) {
      complaints.add("household: " + what + ": " + found + " instead of " + wished);
    }
  }

  /// The addresses of the ready ones.
  private static SortedSet<String> ready(JsonNode pods, String app) {
    SortedSet<String> addresses = new TreeSet<>();
    for (JsonNode pod : pods.path("items")) {
      boolean isReady = Json.list(pod, "status.conditions",
          one -> Json.text(one, "type") + Json.text(one, "status")).contains("ReadyTrue");
      if (Json.text(pod, "metadata.labels.app").equals(app) && isReady) {
        addresses.add(Json.text(pod, "status.podIP"));
      }
    }
    return addresses;
  }

  private SortedSet<String> addresses() {
    SortedSet<String> addresses = new TreeSet<>();
    for (JsonNode slice : get("/apis/discovery.k8s.io/v1/namespaces/" + HOME + "/endpointslices")
        .path("items")) {
      for (JsonNode endpoint : slice.path("endpoints")) {
        if (endpoint.path("conditions").path("ready").asBoolean()) {
          addresses.addAll(Json.list(endpoint, "addresses", JsonNode::asString));
        }
      }
    }
    return addresses;
  }

  private JsonNode get(String path) {
    return send("GET", path, "", "").orElseGet(Json::object);
  }

  /// Whether an earlier attempt had worked, although its answer said that nobody knew.
  private static boolean isThere(String method, Response.Answer answer) {
    return method.equals("POST") && answer.code() == CONFLICT;
  }

  private Optional<JsonNode> send(String method, String path, String type, String body) {
    Request request = Request.of(method, path, "household");
    if (!type.isEmpty()) request = request.withBody(type, body.getBytes(UTF_8));
    return transport.send(request) instanceof Response.Answer answer
        && (answer.isOk() || isThere(method, answer))
            ? Optional.of(Json.parse(answer.body()))
            : Optional.empty();
  }
}
