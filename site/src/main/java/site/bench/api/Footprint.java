package site.bench.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kube.Cluster;
import kube.controlplane.apiserver.ApiServer;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Request;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.EventLoop;

/// How much heap is in use once all garbage is collected.
final class Footprint {

  private Footprint() {}

  /// Megabytes that an API server with so many objects needs.
  static long ofCluster(int nodes, int pods) {
    long before = megabytesInUse();
    EventLoop loop = new EventLoop(Instant.now(), 1);
    ApiServer server = ApiWorld.server(loop);
    for (int number = 0; number < nodes; number++) {
      send(server, "/api/v1/nodes", node("node-" + number));
    }
    for (int number = 0; number < pods; number++) {
      send(server, ApiWorld.PODS, PodText.of("pod-" + number));
      if (number % 1_000 == 0) loop.advance(Duration.ofSeconds(1));
    }
    long after = megabytesInUse();
    Request get = Request.of("GET", ApiWorld.PODS + "/pod-7", "bench");
    ApiBenchmark.check(get, server.handle(get)); // The server is in use until here.
    return after - before;
  }

  /// Lets a cluster make and delete Pods minute by minute of its time. Events live for an hour, as in
  /// Kubernetes, so what is kept grows that long by itself.
  ///
  /// @param minutes when to measure
  static String duringChurn(List<Integer> minutes) {
    List<Long> megabytes = new ArrayList<>();
    Cluster cluster = Cluster.simulated(1);
    ApiClient user = cluster.client("user");
    for (int minute = 1; minute <= minutes.getLast(); minute++) {
      String name = "web-" + minute;
      var set = user.create(Kinds.REPLICA_SET, "default", replicaSet(name)).orThrow();
      cluster.advance(Duration.ofSeconds(30));
      user.delete(Kinds.REPLICA_SET, set.metadata()).orThrow();
      cluster.advance(Duration.ofSeconds(30));
      if (minutes.contains(minute)) megabytes.add(megabytesInUse());
    }
    return megabytes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static tools.jackson.databind.node.ObjectNode replicaSet(String name) {
    var set = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    set.putObject("metadata").put("name", name);
    var spec = set.putObject("spec").put("replicas", 20);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    var template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name);
    template.putObject("spec").putArray("containers").addObject().put("name", "web")
        .put("image", "nginx");
    return set;
  }

  private static byte[] node(String name) {
    return """
        {"metadata":{"name":"%s","labels":{"kubernetes.io/hostname":"%s"}},"status":{"capacity":\
        {"cpu":"4","memory":"16Gi","pods":"110"}}}""".formatted(name, name)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(ApiServer server, String path, byte[] json) {
    Request request = ApiWorld.post(path, json);
    ApiBenchmark.check(request, server.handle(request));
  }

  private static long megabytesInUse() {
    for (int round = 0; round < 3; round++) System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
  }
}
