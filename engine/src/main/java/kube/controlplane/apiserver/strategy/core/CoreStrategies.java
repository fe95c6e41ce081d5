package kube.controlplane.apiserver.strategy.core;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of the core group, by the names of the kinds.
public final class CoreStrategies {

  private CoreStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "ConfigMap" -> new ConfigMapStrategy();
      case "Endpoints" -> new EndpointsStrategy();
      case "Event" -> new EventStrategy();
      case "LimitRange" -> new LimitRangeStrategy();
      case "Namespace" -> new NamespaceStrategy();
      case "Node" -> new NodeStrategy();
      case "PersistentVolume" -> new PersistentVolumeStrategy();
      case "PersistentVolumeClaim" -> new PersistentVolumeClaimStrategy();
      case "Pod" -> new PodStrategy();
      case "PodTemplate" -> new PodTemplateStrategy();
      case "ReplicationController" -> new ReplicationControllerStrategy();
      case "ResourceQuota" -> new ResourceQuotaStrategy();
      case "Secret" -> new SecretStrategy();
      case "Service" -> new ServiceStrategy();
      default -> null;
    });
  }
}
