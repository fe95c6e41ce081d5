package kube;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ObjectNode;

/// A cluster in virtual time, and the few verbs that its stories are told in.
final class World {

  private final Cluster cluster;
  private final ApiClient user;

  World(Cluster cluster) {
    this.cluster = cluster;
    this.user = cluster.client("user");
  }

  /// A calm cluster that has come up.
  static World calm(long seed) {
    World world = new World(Cluster.simulated(seed));
    world.settle();
    return world;
  }

  Cluster cluster() {
    return cluster;
  }

  ApiClient user() {
    return user;
  }

  World settle() {
    if (!cluster.settle()) throw new AssertionError("never came to rest\n" + timeline());
    return this;
  }

  World advance(Duration duration) {
    cluster.advance(duration);
    return this;
  }

  World replicaSet(String name, int replicas) {
    return replicaSet(name, replicas, "nginx", Map.of());
  }

  World replicaSet(String name, int replicas, String image, Map<String, String> requests) {
    ObjectNode set = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    set.putObject("metadata").put("name", name);
    ObjectNode spec = set.putObject("spec").put("replicas", replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name);
    ObjectNode container = template.putObject("spec").putArray("containers").addObject();
    container.put("name", "main").put("image", image);
    container.putObject("resources").set("requests", Json.object(new TreeMap<>(requests)));
    expect(user.create(Kinds.REPLICA_SET, "default", set));
    return this;
  }

  World scale(String name, int replicas) {
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("replicas", replicas);
    expect(user.patch(Kinds.REPLICA_SET, new Key("default", name), patch));
    return this;
  }

  World label(Pod pod, String label, String value) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("labels").put(label, value);
    expect(user.patch(Kinds.POD, pod.key(), patch));
    return this;
  }

  World delete(Pod pod) {
    expect(user.delete(Kinds.POD, pod.metadata()));
    return this;
  }

  /// Deletes a ReplicaSet, in the background.
  World delete(String set) {
    expect(user.delete(Kinds.REPLICA_SET, set(set).metadata()));
    return this;
  }

  List<Pod> pods(String app) {
    return user.list(Kinds.POD, "default")
        .orThrow()
        .stream()
        .filter(pod -> app.equals(pod.metadata().labels().get("app")))
        .toList();
  }

  List<Pod> readyPods(String app) {
    return pods(app).stream().filter(p -> p.isReady() && !p.metadata().isBeingDeleted()).toList();
  }

  ReplicaSet set(String name) {
    return user.get(Kinds.REPLICA_SET, new Key("default", name)).orThrow();
  }

  Node node(String name) {
    return user.get(Kinds.NODE, new Key("", name)).orThrow();
  }

  /// Every note that was written about objects, as `reason: message`.
  List<String> notes() {
    return user.list(Kinds.EVENT, "")
        .orThrow()
        .stream()
        .map(event -> event.reason() + ": " + event.message())
        .toList();
  }

  String raw(String path) {
    return new String(((kube.foundation.api.Response.Answer) cluster.transport()
        .send(kube.foundation.api.Request.of("GET", path, "user"))).body(), StandardCharsets.UTF_8);
  }

  /// What happened, for a failing test to print.
  String timeline() {
    return "seed " + cluster.loop().seed() + "\n" + cluster.log()
        .last(200)
        .stream()
        .map(entry -> entry.toLine())
        .collect(Collectors.joining("\n"));
  }

  private static <T> void expect(ApiResult<T> result) {
    result.refusal().ifPresent(refusal -> {
      throw new AssertionError("refused: " + refusal.message());
    });
  }
}
