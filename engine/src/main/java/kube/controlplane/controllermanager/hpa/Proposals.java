package kube.controlplane.controllermanager.hpa;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.controllermanager.hpa.Autoscaler.Metric;
import kube.controlplane.controllermanager.hpa.Calculator.Answer;
import kube.controlplane.controllermanager.hpa.Calculator.Tolerances;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks every metric for its number of Pods: the largest counts.
///
/// A metric that cannot be had might have asked for more: without it the size may grow and not
/// shrink.
///
/// @param replicas the largest number; empty when it must not be acted on
/// @param metric which metric asked for it
/// @param failure what the first metric that failed said
/// @param current what was measured, as the status shows it
record Proposals(Optional<Integer> replicas, String metric, Optional<Failure> failure,
    int failures, ArrayNode current) {

  /// @param reason the condition's
  /// @param message the reason for people
  /// @param context what was tried, for the summary
  record Failure(String reason, String message, String context) {}

  static Proposals of(Autoscaler scaler, int currentReplicas, String selector, ApiClient client,
      Instant now) {
    Metrics metrics = new Metrics(client, now);
    Tolerances tolerances = new Tolerances(scaler.down().tolerance(), scaler.up().tolerance());
    int largest = -1;
    String name = "";
    Optional<Failure> failure = Optional.empty();
    int failures = 0;
    ArrayNode current = Json.object().putArray("currentMetrics");
    for (Metric metric : scaler.metrics()) {
      ApiResult<Answer> answer = answer(scaler, metric, metrics, currentReplicas, selector,
          tolerances);
      switch (answer) {
        case ApiResult.Ok<Answer>(Answer found) -> {
          if (found.replicas() > largest) {
            largest = found.replicas();
            name = title(metric);
          }
          show(metric, found, current);
        }
        case ApiResult.Refused<Answer>(Status refusal) -> {
          failures++;
          failure = failure.or(() -> Optional.of(failure(metric, refusal.message())));
        }
      }
    }
    boolean blocked = failures >= scaler.metrics().size()
        || (failures > 0 && largest < currentReplicas);
    return new Proposals(blocked ? Optional.empty() : Optional.of(largest), name, failure,
        failures, current);
  }

  private static ApiResult<Answer> answer(Autoscaler scaler, Metric metric, Metrics metrics,
      int current, String selector, Tolerances tolerances) {
    if (!metric.type().endsWith("Resource")) {
      String kind = metric.type().equals("External") ? "external" : "custom";
      return Calculator.unknown("unable to get metric " + metric.name()
          + ": unable to fetch metrics from " + kind
          + " metrics API: no known available metric versions found");
    }
    return metrics.of(metric, scaler.metadata().namespace(), selector)
        .then(samples -> metric.utilization()
            .map(target -> Calculator.byUtilization(current, target, samples, tolerances))
            .orElseGet(() -> Calculator.byAverage(current,
                Math.max(1, metric.average().orElseThrow().millis()), samples, tolerances)));
  }

  private static String title(Metric metric) {
    return metric.name() + (metric.container().isEmpty() ? "" : " container") + " resource"
        + (metric.utilization().isPresent() ? " utilization (percentage of request)" : "");
  }

  private static Failure failure(Metric metric, String why) {
    if (!metric.type().endsWith("Resource")) {
      return new Failure("FailedGet" + metric.type() + "Metric", why,
          "failed to get " + metric.type().toLowerCase(Locale.ROOT) + " metric value: ");
    }
    String what = metric.utilization().isPresent()
        ? "failed to get " + metric.name() + " utilization: "
        : "failed to get " + metric.name() + " usage: ";
    return new Failure("FailedGet" + metric.type() + "Metric", what + why,
        "failed to get " + metric.name() + (metric.container().isEmpty() ? "" : " container")
            + " resource metric value: ");
  }

  private static void show(Metric metric, Answer answer, ArrayNode current) {
    ObjectNode shown = current.addObject().put("type", metric.type());
    String field = Character.toLowerCase(metric.type().charAt(0)) + metric.type().substring(1);
    ObjectNode source = shown.putObject(field).put("name", metric.name());
    if (!metric.container().isEmpty()) source.put("container", metric.container());
    source.set("current", Metrics.current(metric, answer));
  }

  /// Why nothing can be said, when nothing can.
  String summary(int metrics) {
    Failure first = failure.orElseThrow();
    return "invalid metrics (" + failures + " invalid out of " + metrics + "), first error is: "
        + first.context() + first.message();
  }
}
