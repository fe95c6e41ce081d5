package kube.controlplane.apiserver.http.flow;

import java.util.Set;

import kube.foundation.api.Caller;
import kube.foundation.api.Request;

/// How important a request is: the share of the server that requests like it get under load.
///
/// **Models** the levels and shares of Kubernetes' defaults, as far as the door can tell them apart:
/// it sees the client's certificate and that there is a token, but not yet whose token it is.
///
/// **Leaves out** the objects FlowSchema and PriorityLevelConfiguration: editing them changes
/// nothing here.
public enum PriorityLevel {
  /// Served at once and never refused: probes, and requests that last as long as their clients want.
  EXEMPT(0),
  /// Kubelets.
  NODE_HIGH(40),
  /// Scheduler and controllers.
  WORKLOAD_HIGH(40),
  /// Whoever shows a token: Pods, mostly.
  WORKLOAD_LOW(100),
  /// People with certificates, and all who come over plain HTTP.
  GLOBAL_DEFAULT(20),
  /// Strangers.
  CATCH_ALL(5);

  private static final Set<String> PROBES = Set.of("/healthz", "/livez", "/readyz");
  private static final Set<String> LASTING = Set.of("exec", "attach", "portforward", "proxy",
      "log");

  private final int shares;

  PriorityLevel(int shares) {
    this.shares = shares;
  }

  int shares() {
    return shares;
  }

  static PriorityLevel of(Request request) {
    if (isProbe(request.path()) || isLasting(request)) return EXEMPT;
    return switch (request.caller()) {
      case Caller.Certified(var _, var groups, var _) when groups.contains("system:nodes") ->
        NODE_HIGH;
      case Caller.Certified(var name, var _, var _) when name.startsWith("system:kube-") ->
        WORKLOAD_HIGH;
      case Caller.Certified _, Caller.Proxy _, Caller.Trusted _ -> GLOBAL_DEFAULT;
      case Caller.Stranger _, Caller.Impostor _ ->
        request.header("authorization").isEmpty() ? CATCH_ALL : WORKLOAD_LOW;
    };
  }

  private static boolean isProbe(String path) {
    return PROBES.stream().anyMatch(path::startsWith);
  }

  private static boolean isLasting(Request request) {
    String path = request.path();
    return request.flag("watch") || path.contains("/watch/")
        || LASTING.contains(path.substring(path.lastIndexOf('/') + 1));
  }
}
