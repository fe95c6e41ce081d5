package kube.controlplane.controllermanager.deployment;

import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStrategy.Recreate;
import kube.foundation.api.apps.DeploymentStrategy.RollingUpdate;

/// How far a Deployment may stray from the number it wishes for while it rolls.
///
/// A share of all Pods rarely is a whole number: what may be too many is rounded **up**, what may be
/// missing is rounded **down**. Should both come out as 0 no step would be possible; then one Pod
/// may be missing.
///
/// @param wished the number of Pods wished for
/// @param surge how many more there may be
/// @param unavailable how many may be missing at work
///
/// **In Kubernetes:** `ResolveFenceposts`,
/// https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
public record Bounds(int wished, int surge, int unavailable) {

  /// The bounds of this Deployment at the size it wishes for.
  public static Bounds of(Deployment deployment) {
    int wished = deployment.replicas();
    return switch (deployment.strategy()) {
      case Recreate _ -> new Bounds(wished, 0, 0);
      case RollingUpdate rolling -> {
        int surge = rolling.surge().roundedUp(wished);
        int unavailable = rolling.unavailable().roundedDown(wished);
        if (surge == 0 && unavailable == 0) unavailable = 1;
        yield new Bounds(wished, surge, Math.min(unavailable, wished));
      }
    };
  }

  /// Never more Pods than this, old and new together.
  public int mostPods() {
    return wished + surge;
  }

  /// Never fewer Pods at work than this, old and new together.
  public int leastAvailable() {
    return wished - unavailable;
  }
}
