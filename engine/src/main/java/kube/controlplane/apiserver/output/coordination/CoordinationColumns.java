package kube.controlplane.apiserver.output.coordination;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.foundation.api.Json;

/// The table columns of the kinds of `coordination.k8s.io`, by the names of the kinds.
public final class CoordinationColumns {

  private CoordinationColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "Lease" -> List.of(Column.ofName(),
          Column.text("Holder", lease -> Json.text(lease, "spec.holderIdentity")), Column.age());
      default -> null;
    });
  }
}
