package kube.controlplane.apiserver.output.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `autoscaling`, by the names of the kinds.
public final class AutoscalingColumns {

  private static final String UNKNOWN = "<unknown>";
  private static final int METRICS_AT_MOST = 2;

  private static final List<Column> AUTOSCALER = List.of(Column.ofName(),
      Column.text("Reference", scaler -> Json.text(scaler, "spec.scaleTargetRef.kind") + "/"
          + Json.text(scaler, "spec.scaleTargetRef.name")),
      Column.text("Targets", AutoscalingColumns::targets),
      Column.text("MinPods", Column.or("spec.minReplicas", "<unset>")),
      Column.number("MaxPods", "spec.maxReplicas"),
      Column.number("Replicas", "status.currentReplicas"), Column.age());

  private AutoscalingColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return kind.equals("HorizontalPodAutoscaler") ? Optional.of(AUTOSCALER) : Optional.empty();
  }

  private static String targets(JsonNode scaler) {
    JsonNode metrics = Json.at(scaler, "spec.metrics");
    if (metrics.isEmpty()) return Column.NONE;
    List<String> all = new ArrayList<>();
    for (JsonNode metric : metrics) {
      all.add(target(metric, Json.at(scaler, "status.currentMetrics").path(all.size())));
    }
    if (all.size() <= METRICS_AT_MOST) return String.join(", ", all);
    return String.join(", ", all.subList(0, METRICS_AT_MOST)) + " + "
        + (all.size() - METRICS_AT_MOST) + " more...";
  }

  /// The value that was seen last and the one aimed at, such as `cpu: 43%/80%`.
  private static String target(JsonNode metric, JsonNode seen) {
    return switch (Json.text(metric, "type")) {
      case "Resource" -> ofResource(metric.path("resource"), seen.path("resource"));
      case "ContainerResource" ->
        ofResource(metric.path("containerResource"), seen.path("containerResource"));
      case "Pods" -> Column.or("current.averageValue", UNKNOWN).apply(seen.path("pods")) + "/"
          + Json.text(metric, "pods.target.averageValue");
      case "Object" -> ofEither(metric.path("object"), seen.path("object"));
      case "External" -> ofEither(metric.path("external"), seen.path("external"));
      default -> "<unknown type>";
    };
  }

  private static String ofResource(JsonNode metric, JsonNode seen) {
    String name = Json.text(metric, "name");
    String average = Json.text(metric, "target.averageValue");
    if (!average.isEmpty()) {
      return name + ": " + Column.or("current.averageValue", UNKNOWN).apply(seen) + "/" + average;
    }
    return name + ": " + share(seen, "current.averageUtilization", UNKNOWN) + "/"
        + share(metric, "target.averageUtilization", "<auto>");
  }

  private static String share(JsonNode metric, String path, String absent) {
    String text = Json.text(metric, path);
    return text.isEmpty() ? absent : text + "%";
  }

  private static String ofEither(JsonNode metric, JsonNode seen) {
    String average = Json.text(metric, "target.averageValue");
    return average.isEmpty()
        ? Column.or("current.value", UNKNOWN).apply(seen) + "/"
            + Json.text(metric, "target.value")
        : Column.or("current.averageValue", UNKNOWN).apply(seen) + "/" + average + " (avg)";
  }
}
