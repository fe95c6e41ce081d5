package kube.controlplane.apiserver.output;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.apps.AppsColumns;
import kube.controlplane.apiserver.output.coordination.CoordinationColumns;
import kube.controlplane.apiserver.output.core.CoreColumns;
import kube.foundation.api.Kind;

/// The columns of every built-in kind, registered by its API group.
///
/// Each group has a package with one registration, a switch over the names of its kinds. Of a kind
/// that none registers, tables show name and age.
public final class Columns {

  private static final List<Column> OF_ANY = List.of(Column.ofName(), Column.age());

  private Columns() {}

  /// The columns in their order.
  public static List<Column> of(Kind<?> kind) {
    Optional<List<Column>> columns = switch (kind.group()) {
      case "" -> CoreColumns.of(kind.name());
      case "apps" -> AppsColumns.of(kind.name());
      case "coordination.k8s.io" -> CoordinationColumns.of(kind.name());
      default -> Optional.empty();
    };
    return columns.orElse(OF_ANY);
  }
}
