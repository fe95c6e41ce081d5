package kube.controlplane.apiserver.catalogue;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.apps.AppsColumns;
import kube.controlplane.apiserver.output.autoscaling.AutoscalingColumns;
import kube.controlplane.apiserver.output.batch.BatchColumns;
import kube.controlplane.apiserver.output.certificates.CertificatesColumns;
import kube.controlplane.apiserver.output.coordination.CoordinationColumns;
import kube.controlplane.apiserver.output.core.CoreColumns;
import kube.controlplane.apiserver.output.discovery.DiscoveryColumns;
import kube.controlplane.apiserver.output.flowcontrol.FlowcontrolColumns;
import kube.controlplane.apiserver.output.metrics.MetricsColumns;
import kube.controlplane.apiserver.output.networking.NetworkingColumns;
import kube.controlplane.apiserver.output.policy.PolicyColumns;
import kube.controlplane.apiserver.output.rbac.RbacColumns;
import kube.controlplane.apiserver.output.registration.RegistrationColumns;
import kube.controlplane.apiserver.output.resources.ResourceColumns;
import kube.controlplane.apiserver.output.storage.StorageColumns;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;

/// The columns of every built-in kind, registered by its API group.
///
/// Each group has a package with one registration, a switch over the names of its kinds. Of a kind
/// that none registers, tables show name and age.
final class Columns {

  private static final List<Column> OF_ANY = List.of(Column.ofName(), Column.age());

  private Columns() {}

  /// The columns in their order.
  static List<Column> of(Kind<?> kind) {
    Optional<List<Column>> columns = switch (kind.group()) {
      case "" -> CoreColumns.of(kind.name());
      case "apps" -> AppsColumns.of(kind.name());
      case "autoscaling" -> AutoscalingColumns.of(kind.name());
      case "batch" -> BatchColumns.of(kind.name());
      case "certificates.k8s.io" -> CertificatesColumns.of(kind.name());
      case "coordination.k8s.io" -> CoordinationColumns.of(kind.name());
      case "discovery.k8s.io" -> DiscoveryColumns.of(kind.name());
      case "flowcontrol.apiserver.k8s.io" -> FlowcontrolColumns.of(kind.name());
      case "metrics.k8s.io" -> MetricsColumns.of(kind.name());
      case "networking.k8s.io" -> NetworkingColumns.of(kind.name());
      case "policy" -> PolicyColumns.of(kind.name());
      case "rbac.authorization.k8s.io" -> RbacColumns.of(kind.name());
      case "admissionregistration.k8s.io", "apiregistration.k8s.io" ->
        RegistrationColumns.of(kind.name());
      case "apiextensions.k8s.io" -> Optional.of(List.of(Column.ofName(),
          Column.text("Created At", any -> Json.text(any, "metadata.creationTimestamp"))));
      case "node.k8s.io", "resource.k8s.io", "scheduling.k8s.io" ->
        ResourceColumns.of(kind.name());
      case "storage.k8s.io" -> StorageColumns.of(kind.name());
      default -> Optional.empty();
    };
    return columns.orElse(OF_ANY);
  }
}
