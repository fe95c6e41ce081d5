package kube.controlplane.apiserver.strategy.pod;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.PortRules;

import tools.jackson.databind.node.IntNode;

/// The rules for probes and hooks: each says in exactly one way what to do.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
final class ProbeRules {

  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc",
      "sleep");
  private static final List<String> NUMBERS = List.of("initialDelaySeconds", "timeoutSeconds",
      "periodSeconds", "successThreshold", "failureThreshold");

  private ProbeRules() {}

  /// Checks all probes and hooks of a container that may have them.
  static void validate(PodScope scope, Field container) {
    for (String hook : List.of("postStart", "preStop")) {
      Field handler = container.at("lifecycle").at(hook);
      if (handler.isPresent()) validateHandler(scope, handler);
    }
    validateProbe(scope, container.at("livenessProbe"), true);
    Field readiness = container.at("readinessProbe");
    validateProbe(scope, readiness, false);
    if (readiness.at("terminationGracePeriodSeconds").isPresent()) {
      readiness.at("terminationGracePeriodSeconds")
          .invalid("must not be set for readinessProbes");
    }
    validateProbe(scope, container.at("startupProbe"), true);
  }

  /// @param endsAtSuccess whether one success is all there is to wait for
  private static void validateProbe(PodScope scope, Field probe, boolean endsAtSuccess) {
    if (!probe.isPresent()) return;
    validateHandler(scope, probe);
    NUMBERS.forEach(name -> probe.at(name).mustNotBeNegative());
    Field grace = probe.at("terminationGracePeriodSeconds");
    if (grace.isPresent() && grace.number() <= 0) grace.invalid("must be greater than 0");
    Field successes = probe.at("successThreshold");
    if (endsAtSuccess && successes.number() != 1) successes.invalid("must be 1");
  }

  private static void validateHandler(PodScope scope, Field handler) {
    boolean isFirst = true;
    for (String kind : HANDLERS) {
      Field action = handler.at(kind);
      if (!action.isPresent()) continue;
      if (isFirst) validateAction(scope, kind, action);
      else
        action.forbidden("may not specify more than 1 handler type");
      isFirst = false;
    }
    if (isFirst) handler.required("must specify a handler type");
  }

  private static void validateAction(PodScope scope, String kind, Field action) {
    switch (kind) {
      case "exec" -> action.at("command").mustBeThere();
      case "httpGet" -> validateHttp(action);
      case "sleep" -> validateSleep(scope, action);
      default -> PortRules.validateNumberOrName(action.at("port"));
    }
  }

  private static void validateHttp(Field action) {
    action.at("path").mustBeThere();
    PortRules.validateNumberOrName(action.at("port"));
    action.at("scheme").mustBeOneOf(List.of("HTTP", "HTTPS"));
    for (Field header : action.at("httpHeaders").elements()) {
      action.errors().form(action.at("httpHeaders").path(), header.at("name").text(),
          Names.HTTP_HEADER);
    }
  }

  private static void validateSleep(PodScope scope, Field action) {
    long seconds = action.at("seconds").number();
    scope.gracePeriodSeconds().ifPresent(most -> {
      if (seconds >= 0 && seconds <= most) return;
      action.errors().invalid(action.path(), IntNode.valueOf((int) seconds),
          "must be non-negative and less than terminationGracePeriodSeconds (" + most + ")");
    });
  }
}
