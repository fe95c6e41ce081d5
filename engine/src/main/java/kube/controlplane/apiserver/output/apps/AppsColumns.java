package kube.controlplane.apiserver.output.apps;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;

/// The table columns of the kinds of `apps`, by the names of the kinds.
public final class AppsColumns {

  private AppsColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ReplicaSet" -> ReplicaSetColumns.ALL;
      default -> null;
    });
  }
}
