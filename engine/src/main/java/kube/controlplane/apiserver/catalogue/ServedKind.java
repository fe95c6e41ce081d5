package kube.controlplane.apiserver.catalogue;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.catalogue.conversion.Conversion;
import kube.controlplane.apiserver.catalogue.conversion.Conversions;
import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;

import tools.jackson.databind.JsonNode;

/// One kind in one version, with all that it takes to serve it.
///
/// @param kind the kind as clients ask for it
/// @param stored the same kind in the version that the store keeps; defaults, rules, admission and
///   the registry see no other
/// @param strategy the defaults and rules, of the stored version
/// @param columns what tables show, read off the stored version
/// @param conversion between the two versions
/// @param schema of a custom kind, as its definition gives it for this version; empty for built-in
///   kinds, whose shapes Kubernetes publishes
public record ServedKind(Kind<?> kind, Kind<?> stored, Strategy strategy, List<Column> columns,
    Conversion conversion, Optional<JsonNode> schema) {

  public ServedKind { columns = List.copyOf(columns); }

  /// The object as clients of this version see it.
  public Resource toServed(Resource object) {
    return needsNoConversion() ? object : object.edit(conversion::toServed);
  }

  /// Whether clients speak of the kind as the store keeps it.
  public boolean isStoredVersion() {
    return kind.apiVersion().equals(stored.apiVersion());
  }

  /// Whether every object that comes from the store is as clients of this version see it.
  public boolean needsNoConversion() {
    return isStoredVersion() && !conversion.meetsOtherVersions();
  }

  /// A built-in kind, as its groups have registered it.
  static ServedKind builtIn(Kind<?> kind) {
    Kind<?> stored = Conversions.storedAs(kind);
    return new ServedKind(kind, stored, Strategies.of(stored), Columns.of(stored),
        Conversions.of(kind, stored), Optional.empty());
  }
}
