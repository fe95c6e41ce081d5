package kube.controlplane.apiserver.output.metrics;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds of `metrics.k8s.io`, by the names of the kinds.
public final class MetricsColumns {

  private static final List<Column> ANY = List.of(Column.ofName(),
      Column.text("cpu", metrics -> sum(metrics, "cpu", "n")),
      Column.text("memory", metrics -> sum(metrics, "memory", "Ki")),
      Column.text("Window", metrics -> Json.text(metrics, "window")));

  private MetricsColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return kind.endsWith("Metrics") ? Optional.of(ANY) : Optional.empty();
  }

  /// What a node uses, or all containers of a Pod together.
  private static String sum(JsonNode metrics, String resource, String unit) {
    Quantity sum = Quantity.ZERO;
    JsonNode own = metrics.path("usage").path(resource);
    if (own.isString()) sum = sum.plus(Quantity.parse(own.asString("")));
    for (JsonNode container : metrics.path("containers")) {
      sum = sum.plus(Quantity.parse(Json.text(container, "usage." + resource)));
    }
    return sum.amount().divide(Quantity.parse("1" + unit).amount()).toBigInteger() + unit;
  }
}
