package kube.controlplane.apiserver.strategy.pod;

import static kube.controlplane.apiserver.strategy.Defaults.put;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.PullPolicies;
import kube.foundation.api.Json;

import tools.jackson.databind.node.ObjectNode;

/// What a container's wish says when its author does not.
final class ContainerDefaults {

  private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe",
      "startupProbe");
  private static final List<String> HOOKS = List.of("postStart", "preStop");

  private ContainerDefaults() {}

  static void fill(ObjectNode container) {
    Each.object(container.path("ports"), port -> put(port, "protocol", "TCP"));
    Each.object(container.path("env"), ContainerDefaults::fillVariable);
    if (!container.has("resources")) container.putObject("resources");
    Defaults.canonicalize(container.path("resources"));
    for (String name : PROBES) {
      if (container.path(name) instanceof ObjectNode probe) fillProbe(probe);
    }
    for (String name : HOOKS) {
      if (container.path("lifecycle").path(name) instanceof ObjectNode hook) fillHttp(hook);
    }
    put(container, "terminationMessagePath", "/dev/termination-log");
    put(container, "terminationMessagePolicy", "File");
    put(container, "imagePullPolicy", PullPolicies.of(Json.text(container, "image")));
  }

  private static void fillVariable(ObjectNode variable) {
    if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode reference) {
      put(reference, "apiVersion", "v1");
    }
    if (variable.path("valueFrom").path("resourceFieldRef") instanceof ObjectNode reference) {
      put(reference, "divisor", "0");
    }
  }

  private static void fillProbe(ObjectNode probe) {
    fillHttp(probe);
    if (probe.path("grpc") instanceof ObjectNode grpc && !grpc.has("service")) {
      grpc.put("service", "");
    }
    putPositive(probe, "timeoutSeconds", 1);
    putPositive(probe, "periodSeconds", 10);
    putPositive(probe, "successThreshold", 1);
    putPositive(probe, "failureThreshold", 3);
  }

  private static void fillHttp(ObjectNode handler) {
    if (handler.path("httpGet") instanceof ObjectNode http) {
      put(http, "path", "/");
      put(http, "scheme", "HTTP");
    }
  }

  private static void putPositive(ObjectNode probe, String field, int value) {
    if (Json.number(probe, field, 0) == 0) probe.put(field, value);
  }
}
