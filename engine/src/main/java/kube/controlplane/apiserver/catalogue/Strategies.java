package kube.controlplane.apiserver.catalogue;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.PlainStrategy;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.apps.AppsStrategies;
import kube.controlplane.apiserver.strategy.autoscaling.AutoscalingStrategies;
import kube.controlplane.apiserver.strategy.batch.BatchStrategies;
import kube.controlplane.apiserver.strategy.certificates.CertificatesStrategies;
import kube.controlplane.apiserver.strategy.coordination.CoordinationStrategies;
import kube.controlplane.apiserver.strategy.core.CoreStrategies;
import kube.controlplane.apiserver.strategy.discovery.DiscoveryStrategies;
import kube.controlplane.apiserver.strategy.extension.ExtensionStrategies;
import kube.controlplane.apiserver.strategy.flowcontrol.FlowcontrolStrategies;
import kube.controlplane.apiserver.strategy.networking.NetworkingStrategies;
import kube.controlplane.apiserver.strategy.node.NodeStrategies;
import kube.controlplane.apiserver.strategy.policy.PolicyStrategies;
import kube.controlplane.apiserver.strategy.rbac.RbacStrategies;
import kube.controlplane.apiserver.strategy.resource.ResourceStrategies;
import kube.controlplane.apiserver.strategy.scheduling.SchedulingStrategies;
import kube.controlplane.apiserver.strategy.storage.StorageStrategies;
import kube.foundation.api.Kind;

/// The strategy of every built-in kind, registered by its API group.
///
/// Each group has a package with one registration, a switch over the names of its kinds. A kind
/// that none registers has a plain one.
final class Strategies {

  private Strategies() {}

  /// A new strategy of the kind; the catalogue of the API server keeps it.
  static Strategy of(Kind<?> kind) {
    return ofGroup(kind).orElseGet(() -> new PlainStrategy(kind));
  }

  private static Optional<Strategy> ofGroup(Kind<?> kind) {
    return switch (kind.group()) {
      case "" -> CoreStrategies.of(kind.name());
      case "apps" -> AppsStrategies.of(kind.name());
      case "autoscaling" -> AutoscalingStrategies.of(kind.name());
      case "batch" -> BatchStrategies.of(kind.name());
      case "certificates.k8s.io" -> CertificatesStrategies.of(kind.name());
      case "coordination.k8s.io" -> CoordinationStrategies.of(kind.name());
      case "discovery.k8s.io" -> DiscoveryStrategies.of(kind.name());
      case "flowcontrol.apiserver.k8s.io" -> FlowcontrolStrategies.of(kind.name());
      case "networking.k8s.io" -> NetworkingStrategies.of(kind.name());
      case "node.k8s.io" -> NodeStrategies.of(kind.name());
      case "policy" -> PolicyStrategies.of(kind.name());
      case "rbac.authorization.k8s.io" -> RbacStrategies.of(kind.name());
      case "resource.k8s.io" -> ResourceStrategies.of(kind.name());
      case "scheduling.k8s.io" -> SchedulingStrategies.of(kind.name());
      case "storage.k8s.io" -> StorageStrategies.of(kind.name());
      case "apiextensions.k8s.io", "apiregistration.k8s.io", "admissionregistration.k8s.io" ->
        ExtensionStrategies.of(kind.name());
      default -> Optional.empty();
    };
  }
}
