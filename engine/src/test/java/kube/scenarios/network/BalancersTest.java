package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.network.Hop;
import kube.network.PacketPath;
import kube.network.edge.Doors;
import kube.network.edge.Doorway;
import org.junit.jupiter.api.Test;

/// Balancers in front of the cluster, and the doors that a live one opens.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
class BalancersTest {

  private static final String OUTSIDE = "198.51.100.7";

  /// https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
  @Test
  void a_balancer_gets_an_address_and_leads_to_the_pods() {
    Town town = Town.calm(1).echoes("web", 2).service("web", "type: LoadBalancer");
    String address = address(town);

    assertThat(address).startsWith("203.0.113.");
    assertThat(town.fetch(OUTSIDE, address, 80, "/hostname")).startsWith("web-");
    assertThat(town.path(OUTSIDE, address, 80).hops().stream().map(Hop::kind)).startsWith(
        Hop.Kind.SENDER, Hop.Kind.BALANCER, Hop.Kind.LINK, Hop.Kind.SERVICE_RULE);
    assertThat(Json.list(town.get("events"), "items", event -> Json.text(event, "reason")))
        .contains("EnsuringLoadBalancer", "EnsuredLoadBalancer");
  }

  /// https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip
  @Test
  void with_the_local_policy_it_sends_only_to_nodes_with_a_pod_and_keeps_the_client() {
    Town town = Town.calm(2).echoes("web", 1)
        .service("web", "type: LoadBalancer, externalTrafficPolicy: Local");

    for (int i = 0; i < 6; i++) {
      assertThat(town.fetch(OUTSIDE, address(town), 80, "/clientip")).isEqualTo(OUTSIDE);
    }
    town.delete("pods/web-0").settle();
    PacketPath path = town.path(OUTSIDE, address(town), 80);
    assertThat(path.reason()).isEqualTo("the balancer knows no healthy node");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-source-ranges
  @Test
  void a_balancer_lets_in_only_from_its_source_ranges() {
    Town town = Town.calm(3).echoes("web", 1)
        .service("web", "type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24]");

    assertThat(town.fetch("192.0.2.9", address(town), 80, "/hostname")).isEqualTo("web-0");
    assertThat(town.path(OUTSIDE, address(town), 80).isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#garbage-collecting-load-balancers
  @Test
  void a_service_stays_until_its_balancer_is_gone() {
    Town town = Town.calm(4).echoes("web", 1).service("web", "type: LoadBalancer");
    String address = address(town);
    assertThat(town.get("services/web").path("metadata").path("finalizers").toString())
        .contains("service.kubernetes.io/load-balancer-cleanup");
    town.cluster().unplug("ccm.service");

    town.delete("services/web").settle();
    assertThat(Json.text(town.get("services/web"), "metadata.deletionTimestamp")).isNotEmpty();
    town.cluster().plugIn("ccm.service");
    town.settle();

    assertThat(Json.list(town.get("services"), "items", each -> Json.text(each, "metadata.name")))
        .doesNotContain("web");
    assertThat(town.path(OUTSIDE, address, 80).isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
  @Test
  void a_dark_node_gets_nothing_from_the_balancer() {
    Town town = Town.calm(5).echoes("web", 2).service("web", "type: LoadBalancer");

    town.cluster().fail("node-c");

    for (int i = 0; i < 10; i++) {
      assertThat(town.path(OUTSIDE, address(town), 80).isDelivered()).isTrue();
    }
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
  @Test
  void a_live_cluster_opens_a_door_for_each_way_in_and_closes_it() {
    Town town = Town.calm(6);
    List<String> said = new ArrayList<>();
    town.cluster().openEdge(new Doors() {
      @Override
      public void open(Doorway doorway) {
        said.add("open " + doorway.what());
      }

      @Override
      public void close(Doorway doorway) {
        said.add("close " + doorway.what());
      }
    });
    town.settle().echoes("web", 1).service("web", "type: LoadBalancer");

    assertThat(said).contains("open balancer of default/web:http",
        "open node port of default/web:http", "open node port of default/web:http on 192.168.0.12");
    town.delete("services/web").settle();
    assertThat(said).contains("close balancer of default/web:http",
        "close node port of default/web:http");
  }

  private static String address(Town town) {
    return town.get("services/web").path("status").path("loadBalancer").path("ingress").path(0)
        .path("ip").asString("");
  }
}
