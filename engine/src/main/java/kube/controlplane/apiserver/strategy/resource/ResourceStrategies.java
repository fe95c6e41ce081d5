package kube.controlplane.apiserver.strategy.resource;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `resource.k8s.io`, by the names of the kinds.
public final class ResourceStrategies {

  private ResourceStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "DeviceClass" -> new DeviceClassStrategy();
      case "ResourceClaim" -> new ResourceClaimStrategy();
      case "ResourceClaimTemplate" -> new ResourceClaimTemplateStrategy();
      case "ResourceSlice" -> new ResourceSliceStrategy();
      default -> null;
    });
  }
}
