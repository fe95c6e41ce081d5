package kube.controlplane.controllermanager.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import kube.foundation.api.discovery.Endpoint;
import kube.foundation.api.discovery.SliceJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The subsets of an Endpoints object: the Cartesian product of addresses and ports, as few as
/// possible. A pure function.
///
/// @param truncated whether there were more addresses than an object may carry
record Subsets(ArrayNode json, boolean truncated) {

  private static final int ADDRESSES_AT_MOST = 1_000;

  private record Port(String name, String protocol, int number, String appProtocol) {}

  static Subsets of(ServiceDetail service, List<BackendPod> pods) {
    List<BackendPod> serving = pods.stream()
        .filter(pod -> pod.canServe(service.publishesNotReady()))
        .filter(pod -> pod.metadata().labels().entrySet()
            .containsAll(service.selector().entrySet()))
        .sorted(Comparator.comparing(BackendPod::ip))
        .toList();
    List<BackendPod> shown = serving.stream()
        .sorted(Comparator.comparing((BackendPod pod) -> !isReady(service, pod)))
        .limit(ADDRESSES_AT_MOST).toList();
    Map<List<Port>, List<BackendPod>> byPorts = grouped(service, shown);
    ArrayNode subsets = Json.object().putArray("subsets");
    byPorts.forEach((ports, group) -> subsets.add(subset(service, ports, group)));
    return new Subsets(subsets, serving.size() > ADDRESSES_AT_MOST);
  }

  private static boolean isReady(ServiceDetail service, BackendPod pod) {
    return pod.ready() || service.publishesNotReady();
  }

  /// Ports that the same Pods have stand together.
  private static Map<List<Port>, List<BackendPod>> grouped(ServiceDetail service,
      List<BackendPod> pods) {
    TreeMap<String, Port> portByText = new TreeMap<>();
    TreeMap<String, List<BackendPod>> podsByPort = new TreeMap<>();
    for (BackendPod pod : pods) {
      for (ServiceDetail.Port wanted : service.ports()) {
        OptionalInt number = pod.port(wanted);
        if (number.isEmpty()) continue;
        Port port = new Port(wanted.name(), wanted.protocol(), number.getAsInt(),
            wanted.appProtocol());
        portByText.put(port.toString(), port);
        podsByPort.computeIfAbsent(port.toString(), _ -> new ArrayList<>()).add(pod);
      }
    }
    boolean portless = service.ports().isEmpty() && !pods.isEmpty();
    if (portless) return Map.of(List.of(), pods);
    Map<List<BackendPod>, List<Port>> portsByPods = new LinkedHashMap<>();
    podsByPort.forEach((port, group) -> portsByPods.computeIfAbsent(group, _ -> new ArrayList<>())
        .add(portByText.get(port)));
    Map<List<Port>, List<BackendPod>> grouped = new LinkedHashMap<>();
    portsByPods.forEach((group, ports) -> grouped.put(ports, group));
    return grouped;
  }

  private static ObjectNode subset(ServiceDetail service, List<Port> ports,
      List<BackendPod> pods) {
    ObjectNode subset = Json.object();
    for (BackendPod pod : pods) {
      String list = isReady(service, pod) ? "addresses" : "notReadyAddresses";
      subset.withArray(list).add(address(service, pod));
    }
    for (Port port : ports) {
      ObjectNode json = subset.withArray("ports").addObject();
      if (!port.name.isEmpty()) json.put("name", port.name);
      json.put("port", port.number).put("protocol", port.protocol);
      if (!port.appProtocol.isEmpty()) json.put("appProtocol", port.appProtocol);
    }
    return subset;
  }

  private static ObjectNode address(ServiceDetail service, BackendPod pod) {
    ObjectNode address = Json.object().put("ip", pod.ip());
    if (!pod.hostname().isEmpty() && pod.subdomain().equals(service.metadata().name())) {
      address.put("hostname", pod.hostname());
    }
    if (!pod.nodeName().isEmpty()) address.put("nodeName", pod.nodeName());
    address.set("targetRef", SliceJson.target(new Endpoint.Target("Pod",
        pod.metadata().namespace(), pod.metadata().name(), pod.metadata().uid())));
    return address;
  }
}
