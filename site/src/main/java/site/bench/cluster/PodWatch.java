package site.bench.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;

/// Notes of every Pod when it was created, bound and ready, in the cluster's own time.
final class PodWatch implements Response.WatchSink {

  private final Cluster cluster;
  private final Map<String, Instant> created = new HashMap<>();
  private final Set<String> bound = new HashSet<>();
  private final Map<String, Duration> ready = new HashMap<>();

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

  int bound() {
    return bound.size();
  }

  int ready() {
    return ready.size();
  }

  List<Duration> timesToReady() {
    List<Duration> times = new ArrayList<>(ready.values());
    times.sort(null);
    return times;
  }

  @Override
  public void event(Response.WatchEvent event) {
    String name = event.object().name();
    created.putIfAbsent(name, cluster.now());
    if (!Json.text(event.object().tree(), "spec.nodeName").isEmpty()) bound.add(name);
    if (!ready.containsKey(name) && Pod.of(event.object()).isReady()) {
      ready.put(name, Duration.between(created.getOrDefault(name, cluster.now()), cluster.now()));
    }
  }

  @Override
  public void ended() {
    throw new IllegalStateException("the watch of Pods ended");
  }
}
