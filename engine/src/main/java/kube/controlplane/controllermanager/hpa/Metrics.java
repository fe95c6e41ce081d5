package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.controllermanager.hpa.Autoscaler.Metric;
import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Container;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.api.Quantity;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.JsonNode;

/// Asks what the Pods of a target use, and sorts out which of them can be judged by it.
///
/// **Leaves out** metrics of other adapters (Pods, Object, External): no adapter is installed, and
/// the autoscaler says what a cluster without one says.
final class Metrics {

  private static final Duration STARTING_UP = Duration.ofMinutes(5);
  private static final Duration FIRST_READY = Duration.ofSeconds(30);
  private static final Duration WINDOW = Duration.ofSeconds(15);

  private final ApiClient client;
  private final Instant now;

  Metrics(ApiClient client, Instant now) {
    this.client = client;
    this.now = now;
  }

  /// @param selector the target's, as text
  ApiResult<List<PodSample>> of(Metric metric, String namespace, String selector) {
    TreeMap<String, String> query = new TreeMap<>();
    query.put("labelSelector", selector);
    var measured = client.list(ClusterKinds.POD_METRICS, namespace, query)
        .map(ApiClient.Listing::items).toOptional().orElse(List.of());
    if (measured.isEmpty()) {
      return Calculator.unknown("unable to get metrics for resource " + metric.name()
          + ": no metrics returned from resource metrics API");
    }
    SortedMap<String, Long> usage = new TreeMap<>();
    measured.forEach(pod -> usage(pod, metric)
        .ifPresent(used -> usage.put(pod.metadata().name(), used)));
    return client.list(Kinds.POD, namespace, query)
        .then(pods -> samples(metric, pods.items(), usage));
  }

  private ApiResult<List<PodSample>> samples(Metric metric, List<Pod> pods,
      SortedMap<String, Long> usage) {
    if (pods.isEmpty()) {
      return Calculator.unknown("no pods returned by selector while calculating replica count");
    }
    List<PodSample> samples = new ArrayList<>();
    for (Pod pod : pods) {
      if (pod.metadata().isBeingDeleted() || pod.phase().equals("Failed")) continue;
      long request = 0;
      for (Container container : pod.containers()) {
        if (!counts(metric, container.name())) continue;
        Quantity wanted = container.requests().get(metric.name());
        if (wanted == null && metric.utilization().isPresent()) {
          return Calculator.unknown("missing request for " + metric.name() + " in container "
              + container.name() + " of Pod " + pod.metadata().name());
        }
        request += wanted == null ? 0 : wanted.millis();
      }
      String name = pod.metadata().name();
      samples.add(new PodSample(metric.id(), name, Optional.ofNullable(usage.get(name)), request,
          isJudged(pod, metric)));
    }
    return new ApiResult.Ok<>(samples);
  }

  private static Optional<Long> usage(AnyObject pod, Metric metric) {
    return Json.at(pod.resource().tree(), "containers").valueStream()
        .filter(container -> counts(metric, Json.text(container, "name")))
        .map(container -> Json.text(container.path("usage"), metric.name()))
        .filter(text -> !text.isEmpty())
        .map(text -> Quantity.parse(text).millis())
        .reduce(Long::sum);
  }

  private static boolean counts(Metric metric, String container) {
    return metric.container().isEmpty() || metric.container().equals(container);
  }

  /// A Pod that starts up is busy with that: its processor time says nothing yet.
  private boolean isJudged(Pod pod, Metric metric) {
    if (pod.phase().equals("Pending")) return false;
    if (!metric.name().equals("cpu")) return true;
    Optional<Condition> ready = pod.condition("Ready");
    if (ready.isEmpty() || pod.startTime().isEmpty()) return false;
    Instant start = pod.startTime().get();
    Instant since = ready.get().lastTransitionTime().orElse(start);
    if (start.plus(STARTING_UP).isAfter(now)) {
      return ready.get().isTrue() && !now.isBefore(since.plus(WINDOW));
    }
    return ready.get().isTrue() || !start.plus(FIRST_READY).isAfter(since);
  }

  static JsonNode current(Metric metric, Calculator.Answer answer) {
    var current = Json.object();
    current.put("averageValue", metric.name().equals("memory")
        ? Long.toString(answer.average() / 1000)
        : answer.average() + "m");
    if (metric.utilization().isPresent()) current.put("averageUtilization", answer.utilization());
    return current;
  }
}
