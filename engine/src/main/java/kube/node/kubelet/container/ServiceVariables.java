package kube.node.kubelet.container;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.client.ApiClient;
import kube.node.kubelet.wish.PodWish;

/// The variables by which containers find the Services that existed when they started.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
final class ServiceVariables {

  private static final String MASTER = "kubernetes";
  private static final String MASTER_ADDRESS = "10.96.0.1";

  private record Port(String name, int number, String protocol) {}

  /// As much of a Service as this needs.
  private record Address(Metadata metadata, String clusterIP, List<Port> ports)
      implements
        KubernetesObject {

    static Address of(Resource resource) {
      return new Address(resource.metadata(), Json.text(resource.tree(), "spec.clusterIP"),
          Json.list(resource.tree(), "spec.ports", port -> new Port(Json.text(port, "name"),
              Json.number(port, "port", 0), Json.text(port, "protocol"))));
    }
  }

  private static final Kind<Address> SERVICE = CoreKinds.SERVICE.readAs(Address::of);

  private ServiceVariables() {}

  /// Those of the Pod's namespace, unless it wants none, and those of the API server.
  static SortedMap<String, String> of(ApiClient client, PodWish pod) {
    SortedMap<String, String> variables = new TreeMap<>();
    add(variables, MASTER, MASTER_ADDRESS, List.of(new Port("https", 443, "TCP")));
    if (!pod.settings().serviceVariables()) return variables;
    client.list(SERVICE, pod.metadata().namespace()).toOptional().orElse(List.of()).stream()
        .filter(service -> service.clusterIP().matches("[\\d.]+") && !service.ports().isEmpty())
        .forEach(service -> add(variables, service.metadata().name(), service.clusterIP(),
            service.ports()));
    return variables;
  }

  private static void add(SortedMap<String, String> variables, String name, String address,
      List<Port> ports) {
    String start = name.toUpperCase(Locale.ROOT).replace('-', '_');
    variables.put(start + "_SERVICE_HOST", address);
    variables.put(start + "_SERVICE_PORT", Integer.toString(ports.getFirst().number()));
    variables.put(start + "_PORT", url(address, ports.getFirst()));
    for (Port port : ports) {
      if (!port.name().isEmpty()) {
        variables.put(start + "_SERVICE_PORT_"
            + port.name().toUpperCase(Locale.ROOT).replace('-', '_'),
            Integer.toString(port.number()));
      }
      String each = start + "_PORT_" + port.number() + "_" + protocol(port);
      variables.put(each, url(address, port));
      variables.put(each + "_PROTO", protocol(port).toLowerCase(Locale.ROOT));
      variables.put(each + "_PORT", Integer.toString(port.number()));
      variables.put(each + "_ADDR", address);
    }
  }

  private static String protocol(Port port) {
    return port.protocol().isEmpty() ? "TCP" : port.protocol();
  }

  private static String url(String address, Port port) {
    return protocol(port).toLowerCase(Locale.ROOT) + "://" + address + ":" + port.number();
  }
}
