package site.bench.cluster;

import kube.foundation.api.Json;
import tools.jackson.databind.node.ObjectNode;

/// The nodes and Pods of the measured clusters.
final class Objects {

  private static final int RANGES_IN_A_BLOCK = 256;

  private Objects() {}

  static ObjectNode pod(int number) {
    ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "pod-" + number).putObject("labels").put("app", "web");
    ObjectNode container = pod.putObject("spec").putArray("containers").addObject()
        .put("name", "web").put("image", "nginx");
    container.putObject("resources").putObject("requests").put("cpu", "10m").put("memory", "16Mi");
    return pod;
  }

  /// A node that says of itself that it is ready, with a range of addresses for its Pods.
  static ObjectNode node(int number) {
    String name = "node-" + number;
    ObjectNode node = Json.object().put("apiVersion", "v1").put("kind", "Node");
    node.putObject("metadata").put("name", name).putObject("labels")
        .put("kubernetes.io/hostname", name);
    node.putObject("spec").put("podCIDR",
        "10." + number / RANGES_IN_A_BLOCK + "." + number % RANGES_IN_A_BLOCK + ".0/24");
    ObjectNode status = node.putObject("status");
    status.putObject("capacity").put("cpu", "4").put("memory", "16Gi").put("pods", "110");
    status.putObject("allocatable").put("cpu", "4").put("memory", "16Gi").put("pods", "110");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    return node;
  }
}
