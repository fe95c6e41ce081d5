package kube.scenarios.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.clock.Stage;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.tools.kubectl.resource.Yaml;
import tools.jackson.databind.JsonNode;

/// A cluster in virtual time, and the few verbs in which stories about housekeeping are told.
///
/// Objects are named by their path below `/api/v1/`, or below `/apis/` when it begins with a group.
public final class Manor {

  private final Cluster cluster;

  private Manor(Cluster cluster) {
    this.cluster = cluster;
  }

  public static Manor calm(long seed) {
    return of(Cluster.Plan.standard(seed));
  }

  public static Manor of(Cluster.Plan plan) {
    return new Manor(Stage.cluster(plan)).advance(Duration.ofSeconds(20));
  }

  /// A cluster in virtual time that keeps all that is done to it, for a replay.
  public static Manor recorded(long seed) {
    Cluster cluster = Cluster.simulated(seed);
    cluster.simulation().record();
    return new Manor(cluster).advance(Duration.ofSeconds(20));
  }

  /// In a cluster that runs already.
  public static Manor in(Cluster cluster) {
    return new Manor(cluster);
  }

  public Cluster cluster() {
    return cluster;
  }

  public Manor advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  public Manor seconds(long seconds) {
    return advance(Duration.ofSeconds(seconds));
  }

  /// Creates an object, written as YAML, in this collection, such as `namespaces/default/pods`.
  public Manor create(String collection, String yaml) {
    ask("POST", collection, yaml, "application/json");
    return this;
  }

  public Manor configMap(String name) {
    return create("namespaces/default/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}}");
  }

  /// A ConfigMap whose owners are these ConfigMaps; each blocks its owner.
  public Manor configMap(String name, String... owners) {
    String references = List.of(owners).stream()
        .map(owner -> "{apiVersion: v1, kind: ConfigMap, name: " + owner + ", uid: "
            + uid("namespaces/default/configmaps/" + owner) + ", blockOwnerDeletion: true}")
        .collect(Collectors.joining(", "));
    return create("namespaces/default/configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: "
        + "{name: " + name + ", ownerReferences: [" + references + "]}}");
  }

  public Manor namespace(String name) {
    return create("namespaces",
        "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
  }

  public Manor replicaSet(String name, int replicas) {
    return create("apps/v1/namespaces/default/replicasets", """
        {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: %1$s}, spec: {replicas: %2$d,
          selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s}},
          spec: {containers: [{name: main, image: nginx}]}}}}""".formatted(name, replicas));
  }

  public Manor patch(String object, String yaml) {
    ask("PATCH", object, yaml, "application/merge-patch+json");
    return this;
  }

  /// @param policy `Background`, `Foreground` or `Orphan`
  public Manor delete(String object, String policy) {
    ask("DELETE", object,
        "{apiVersion: v1, kind: DeleteOptions, propagationPolicy: " + policy + "}",
        "application/json");
    return this;
  }

  public Manor delete(String object) {
    return delete(object, "Background");
  }

  public boolean exists(String object) {
    return find(object).isPresent();
  }

  public Optional<JsonNode> find(String object) {
    Response response = cluster.transport().send(Request.of("GET", path(object), "user"));
    return response instanceof Response.Answer answer && answer.isOk()
        ? Optional.of(Json.parse(answer.body()))
        : Optional.empty();
  }

  public JsonNode get(String object) {
    return find(object).orElseThrow(() -> new AssertionError("no " + object + "\n" + timeline()));
  }

  public String text(String object, String field) {
    return Json.text(get(object), field);
  }

  public String uid(String object) {
    return text(object, "metadata.uid");
  }

  /// The names in a collection.
  public List<String> names(String collection) {
    return Json.list(get(collection), "items", item -> Json.text(item, "metadata.name"));
  }

  /// Every note that was written about objects, as `reason: message`.
  public List<String> notes() {
    return Json.list(get("events"), "items",
        event -> Json.text(event, "reason") + ": " + Json.text(event, "message"));
  }

  /// One condition of the object, as `status reason: message`.
  public String condition(String object, String type) {
    return Json.at(get(object), "status.conditions").valueStream()
        .filter(condition -> Json.text(condition, "type").equals(type))
        .map(condition -> Json.text(condition, "status") + " " + Json.text(condition, "reason")
            + ": " + Json.text(condition, "message"))
        .findFirst().orElse("none");
  }

  /// The taints of a node, as `key:effect`.
  public List<String> taints(String node) {
    return Json.list(get("nodes/" + node), "spec.taints",
        taint -> Json.text(taint, "key").replace("node.kubernetes.io/", "") + ":"
            + Json.text(taint, "effect"));
  }

  /// What happened, for a failing story to print.
  public String timeline() {
    return "seed " + cluster.loop().seed() + "\n" + cluster.log().last(150).stream()
        .map(entry -> entry.toLine()).collect(Collectors.joining("\n"));
  }

  private void ask(String method, String path, String yaml, String type) {
    Response response = cluster.transport().send(Request.of(method, path(path), "user")
        .withBody(type, Json.bytes(Yaml.one(yaml))));
    if (!(response instanceof Response.Answer answer) || !answer.isOk()) {
      throw new AssertionError(method + " " + path + ": "
          + (response instanceof Response.Answer answer ? new String(answer.body(), UTF_8) : ""));
    }
  }

  private static String path(String object) {
    boolean isCore = !object.matches("[a-z0-9.]+/v[0-9a-z]+/.*");
    return (isCore ? "/api/v1/" : "/apis/") + object;
  }
}
