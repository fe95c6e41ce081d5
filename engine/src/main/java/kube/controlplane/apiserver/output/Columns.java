package kube.controlplane.apiserver.output;

import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

/// The columns of every kind; the larger tables have files of their own.
final class Columns {

  private static final List<Column> OF_ANY = List.of(Column.ofName(), Column.age());

  private static final Map<Kind<?>, List<Column>> ALL = Map.of(
      Kinds.POD, PodColumns.ALL,
      Kinds.NODE, NodeColumns.ALL,
      Kinds.REPLICA_SET, ReplicaSetColumns.ALL,
      Kinds.SERVICE, ServiceColumns.ALL,
      Kinds.EVENT, EventColumns.ALL,
      Kinds.NAMESPACE, List.of(Column.ofName(),
          Column.text("Status", namespace -> Json.text(namespace, "status.phase")), Column.age()),
      Kinds.LEASE, List.of(Column.ofName(),
          Column.text("Holder", lease -> Json.text(lease, "spec.holderIdentity")), Column.age()));

  private Columns() {}

  static List<Column> of(Kind<?> kind) {
    return ALL.getOrDefault(kind, OF_ANY);
  }
}
