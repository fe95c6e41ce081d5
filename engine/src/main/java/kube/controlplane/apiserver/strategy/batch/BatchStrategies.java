package kube.controlplane.apiserver.strategy.batch;

import java.util.Optional;

import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds of `batch`, by the names of the kinds.
public final class BatchStrategies {

  private BatchStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "CronJob" -> new CronJobStrategy();
      case "Job" -> new JobStrategy();
      default -> null;
    });
  }
}
