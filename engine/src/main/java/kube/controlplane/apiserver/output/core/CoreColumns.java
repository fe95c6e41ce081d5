package kube.controlplane.apiserver.output.core;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

/// The table columns of the kinds of the core group, by the names of the kinds.
public final class CoreColumns {

  private CoreColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "Event" -> EventColumns.ALL;
      case "Namespace" -> List.of(Column.ofName(), Column.text("Status",
          namespace -> Json.text(namespace, "status.phase")), Column.age());
      case "Node" -> NodeColumns.ALL;
      case "Pod" -> PodColumns.ALL;
      case "Service" -> ServiceColumns.ALL;
      default -> null;
    });
  }
}
