package kube.controlplane.apiserver.strategy.pod;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.pod.volume.VolumeDefaults;
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

  static final List<String> CONTAINER_LISTS = List.of("initContainers", "containers",
      "ephemeralContainers");

  private PodDefaults() {}

  /// Fills a template: `metadata` and `spec` of Pods to come.
  public static void fillTemplate(ObjectNode template) {
    template.withObject("metadata");
    fill(template.withObject("spec"));
  }

  /// Fills the wish of a template.
  public static void fill(ObjectNode podSpec) {
    for (String list : CONTAINER_LISTS) {
      Each.object(podSpec.path(list), ContainerDefaults::fill);
    }
    Defaults.put(podSpec, "restartPolicy", "Always");
    Defaults.put(podSpec, "terminationGracePeriodSeconds", 30);
    Defaults.put(podSpec, "dnsPolicy", "ClusterFirst");
    sameAccount(podSpec);
    if (!podSpec.has("securityContext")) podSpec.putObject("securityContext");
    Defaults.put(podSpec, "schedulerName", "default-scheduler");
    Each.object(podSpec.path("volumes"), VolumeDefaults::fill);
    Quantities.canonicalize(podSpec.path("overhead"));
    Defaults.canonicalize(podSpec.path("resources"));
  }

  /// Fills the wish of a Pod, of which a few fields more are filled than of a template's.
  public static void fillPod(ObjectNode podSpec) {
    fill(podSpec);
    boolean hostNetwork = Json.flag(podSpec, "hostNetwork");
    for (String list : List.of("initContainers", "containers")) {
      Each.object(podSpec.path(list), container -> {
        requestsFromLimits(container);
        if (hostNetwork) Each.object(container.path("ports"), PodDefaults::samePortOnHost);
      });
    }
    Defaults.put(podSpec, "enableServiceLinks", true);
  }

  /// `serviceAccount` is the old name of `serviceAccountName`; both are kept equal.
  private static void sameAccount(ObjectNode podSpec) {
    String name = Json.text(podSpec, "serviceAccountName");
    String account = name.isEmpty() ? Json.text(podSpec, "serviceAccount") : name;
    if (!account.isEmpty()) {
      podSpec.put("serviceAccountName", account).put("serviceAccount", account);
    }
  }

  /// A limit without a request is a request as well.
  private static void requestsFromLimits(ObjectNode container) {
    JsonNode limits = Json.at(container, "resources.limits");
    if (limits.isEmpty()) return;
    ObjectNode requests = container.withObject("resources").withObject("requests");
    limits.forEachEntry((name, amount) -> {
      if (!requests.has(name)) requests.set(name, amount);
    });
  }

  private static void samePortOnHost(ObjectNode port) {
    if (Json.number(port, "hostPort", 0) == 0 && port.has("containerPort")) {
      port.set("hostPort", port.get("containerPort"));
    }
  }
}
