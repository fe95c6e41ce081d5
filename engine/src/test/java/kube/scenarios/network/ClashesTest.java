package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// Services that want what others have, and Services that choose nobody.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/
class ClashesTest {

  private static final String SERVICES = "namespaces/default/services";

  private static String service(String name, String spec) {
    return "{apiVersion: v1, kind: Service, metadata: {name: " + name + "}, spec: {" + spec + "}}";
  }

  /// "you need to take care of possible port collisions yourself"
  /// (https://kubernetes.io/docs/concepts/services-networking/service/#nodeport-custom-port).
  @Test
  void a_node_port_that_another_has_is_refused() {
    Manor manor = Manor.calm(1).create(SERVICES, service("first",
        "type: NodePort, ports: [{port: 80, nodePort: 30080}]"));

    assertThatThrownBy(() -> manor.create(SERVICES, service("second",
        "type: NodePort, ports: [{port: 80, nodePort: 30080}]"))).hasMessageContaining(
            "Service \\\"second\\\" is invalid: spec.ports[0].nodePort: Invalid value: 30080:"
                + " provided port is already allocated");
    assertThatThrownBy(() -> manor.create(SERVICES, service("third",
        "type: NodePort, ports: [{port: 80, nodePort: 80}]"))).hasMessageContaining(
            "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range."
                + " The range of valid ports is 30000-32767");
  }

  /// "the IP address … must be … within the service-cluster-ip-range", and free
  /// (https://kubernetes.io/docs/concepts/services-networking/service/#choosing-your-own-ip-address).
  @Test
  void an_address_that_another_has_is_refused() {
    Manor manor = Manor.calm(2).create(SERVICES, service("first",
        "clusterIP: 10.96.100.1, ports: [{port: 80}]"));

    assertThatThrownBy(() -> manor.create(SERVICES, service("second",
        "clusterIP: 10.96.100.1, ports: [{port: 80}]"))).hasMessageContaining(
            "spec.clusterIPs: Invalid value: [\\\"10.96.100.1\\\"]: failed to allocate IP"
                + " 10.96.100.1: provided IP is already allocated");
  }

  /// A selector that matches nothing is no error: the slice is there and empty, and nobody complains
  /// (https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpointslices).
  @Test
  void a_selector_that_chooses_nobody_gives_silence() {
    Manor manor = Manor.calm(3).create(SERVICES,
        service("lonely", "selector: {app: nobody}, ports: [{port: 80}]")).seconds(5);

    var slices = manor.get("discovery.k8s.io/v1/namespaces/default/endpointslices").path("items")
        .valueStream().filter(slice -> slice.path("metadata").path("labels")
            .path("kubernetes.io/service-name").asString("").equals("lonely"))
        .toList();
    assertThat(slices).singleElement()
        .satisfies(slice -> assertThat(slice.path("endpoints")).isEmpty());
    assertThat(manor.notes()).noneMatch(note -> note.contains("lonely"));
  }
}
