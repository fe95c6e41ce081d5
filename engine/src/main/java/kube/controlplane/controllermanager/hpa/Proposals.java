package kube.controlplane.controllermanager.hpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.controllermanager.hpa.Autoscaler.Metric;
import kube.controlplane.controllermanager.hpa.Calculator.Answer;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the metrics of an autoscaler show, as its status says it, and which of them cannot be had.
///
/// @param samples what was measured, for every metric and Pod
/// @param failure what the first metric that failed said
/// @param current what was measured, as the status shows it
record Proposals(List<PodSample> samples, Optional<Failure> failure, int failures,
    ArrayNode current) {

  /// @param reason the condition's
  /// @param message the reason for people
  /// @param context what was tried, for the summary
  record Failure(String reason, String message, String context) {}

  static Proposals of(Autoscaler scaler, int currentReplicas, String selector, ApiClient client,
      Instant now) {
    Metrics metrics = new Metrics(client, now);
    HpaSpec spec = scaler.spec();
    List<PodSample> samples = new ArrayList<>();
    Optional<Failure> failure = Optional.empty();
    int failures = 0;
    ArrayNode current = Json.object().putArray("currentMetrics");
    for (Metric metric : scaler.metrics()) {
      ApiResult<List<PodSample>> measured = measure(scaler, metric, metrics, selector);
      measured.toOptional().ifPresent(samples::addAll);
      ApiResult<Answer> answer = measured.then(
          found -> LargestWins.answer(spec, metric.goal(), currentReplicas, found));
      switch (answer) {
        case ApiResult.Ok<Answer>(Answer found) -> show(metric, found, current);
        case ApiResult.Refused<Answer>(Status refusal) -> {
          failures++;
          failure = failure.or(() -> Optional.of(failure(metric, refusal.message())));
        }
      }
    }
    return new Proposals(samples, failure, failures, current);
  }

  private static ApiResult<List<PodSample>> measure(Autoscaler scaler, Metric metric,
      Metrics metrics, String selector) {
    if (!metric.type().endsWith("Resource")) {
      String kind = metric.type().equals("External") ? "external" : "custom";
      return Calculator.unknown("unable to get metric " + metric.name()
          + ": unable to fetch metrics from " + kind
          + " metrics API: no known available metric versions found");
    }
    return metrics.of(metric, scaler.metadata().namespace(), selector);
  }

  /// How people call the metric.
  static String title(Metric metric) {
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
  String summary(int metrics, String why) {
    return "invalid metrics (" + failures + " invalid out of " + metrics + "), first error is: "
        + failure.map(first -> first.context() + first.message()).orElse(why);
  }
}
