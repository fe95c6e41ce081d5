package site.bench.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kube.Cluster;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import tools.jackson.databind.JsonNode;

/// Notes of every Pod how long it took from its creation until it was ready, in the cluster's own time.
///
/// It keeps no more than that: what it holds is counted as memory of the cluster.
final class PodWatch implements Response.WatchSink {

  private final Cluster cluster;
  private final Map<String, Instant> unready = new HashMap<>();
  private final List<Duration> ready = new ArrayList<>();

  private PodWatch(Cluster cluster) {
    this.cluster = cluster;
  }

  static PodWatch of(Cluster cluster) {
    PodWatch watch = new PodWatch(cluster);
    Request request = Request.of("GET", "/api/v1/pods", "bench").withQuery("watch", "true");
    if (!(cluster.transport().send(request) instanceof Response.Stream stream)) {
      throw new IllegalStateException("no watch of Pods");
    }
    stream.source().open(watch);
    return watch;
  }

  int ready() {
    return ready.size();
  }

  List<Duration> timesToReady() {
    List<Duration> times = new ArrayList<>(ready);
    times.sort(null);
    return times;
  }

  @Override
  public void event(Response.WatchEvent event) {
    String name = event.object().name();
    if (event.type().equals("ADDED")) unready.put(name, cluster.now());
    if (!isReady(event.object().tree())) return;
    Instant created = unready.remove(name);
    if (created != null) ready.add(Duration.between(created, cluster.now()));
  }

  private static boolean isReady(JsonNode pod) {
    return Json.list(pod, "status.conditions", Condition::of).stream()
        .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
  }

  @Override
  public void ended() {
    throw new IllegalStateException("the watch of Pods ended");
  }
}
