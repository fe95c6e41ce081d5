package kube.controlplane.apiserver.streams;

import java.util.List;

/// How one part of the control plane is.
///
/// @param message `ok`, or what is wrong with it
public record ComponentHealth(String name, boolean isHealthy, String message) {

  /// Where nobody knows better: whoever gets an answer knows that they are alive.
  public static final List<ComponentHealth> ALL_WELL = List.of(healthy("controller-manager"),
      healthy("etcd-0"), healthy("scheduler"));

  public static ComponentHealth healthy(String name) {
    return new ComponentHealth(name, true, "ok");
  }

  public static ComponentHealth unhealthy(String name, String message) {
    return new ComponentHealth(name, false, message);
  }
}
