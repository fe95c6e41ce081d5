package kube.controlplane.apiserver.strategy.core;

import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a Pod's wish says when its author does not, in Pods and in templates alike.
///
/// The same author's text must always give the same wish: a controller that compares templates
/// would otherwise see differences that nobody made.
///
/// **In Kubernetes:**
/// [core/v1/defaults.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/v1/defaults.go)
public final class PodDefaults {

  private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe",
      "startupProbe");

  private PodDefaults() {}

  public static void fill(ObjectNode podSpec) {
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : podSpec.path(list)) {
        if (container instanceof ObjectNode fields) fillContainer(fields);
      }
    }
    put(podSpec, "restartPolicy", "Always");
    if (!podSpec.has("terminationGracePeriodSeconds")) {
      podSpec.put("terminationGracePeriodSeconds", 30);
    }
    put(podSpec, "dnsPolicy", "ClusterFirst");
    if (!podSpec.has("securityContext")) podSpec.putObject("securityContext");
    put(podSpec, "schedulerName", "default-scheduler");
    for (JsonNode volume : podSpec.path("volumes")) {
      if (volume instanceof ObjectNode fields && fields.size() == 1) fields.putObject("emptyDir");
    }
  }

  private static void fillContainer(ObjectNode container) {
    for (JsonNode port : container.path("ports")) {
      if (port instanceof ObjectNode fields) put(fields, "protocol", "TCP");
    }
    if (!container.has("resources")) container.putObject("resources");
    fillRequests(container.path("resources"));
    PROBES.forEach(name -> {
      if (container.path(name) instanceof ObjectNode probe) fillProbe(probe);
    });
    put(container, "terminationMessagePath", "/dev/termination-log");
    put(container, "terminationMessagePolicy", "File");
    put(container, "imagePullPolicy", pullPolicy(Json.text(container, "image")));
  }

  /// A limit without a request is a request as well.
  private static void fillRequests(JsonNode resources) {
    JsonNode limits = resources.path("limits");
    if (!(resources instanceof ObjectNode fields) || limits.isEmpty()) return;
    ObjectNode requests = fields.withObject("requests");
    limits.forEachEntry((name, amount) -> {
      if (!requests.has(name)) requests.set(name, amount);
    });
  }

  private static void fillProbe(ObjectNode probe) {
    if (probe.path("httpGet") instanceof ObjectNode http) {
      put(http, "path", "/");
      put(http, "scheme", "HTTP");
    }
    if (!probe.has("timeoutSeconds")) probe.put("timeoutSeconds", 1);
    if (!probe.has("periodSeconds")) probe.put("periodSeconds", 10);
    if (!probe.has("successThreshold")) probe.put("successThreshold", 1);
    if (!probe.has("failureThreshold")) probe.put("failureThreshold", 3);
  }

  /// An image without a version may change under the same name, so it is asked for every time.
  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean pinned = last.contains("@") || (last.contains(":") && !last.endsWith(":latest"));
    return pinned ? "IfNotPresent" : "Always";
  }

  private static void put(ObjectNode object, String field, String value) {
    if (!object.has(field)) object.put(field, value);
  }
}
