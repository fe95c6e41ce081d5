package kube.controlplane.apiserver.output.policy;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;

/// The table columns of the kinds of `policy`, by the names of the kinds.
public final class PolicyColumns {

  private static final List<Column> BUDGET = List.of(Column.ofName(),
      Column.text("Min Available", Column.or("spec.minAvailable", "N/A")),
      Column.text("Max Unavailable", Column.or("spec.maxUnavailable", "N/A")),
      Column.number("Allowed Disruptions", "status.disruptionsAllowed"), Column.age());

  private PolicyColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return kind.equals("PodDisruptionBudget") ? Optional.of(BUDGET) : Optional.empty();
  }
}
