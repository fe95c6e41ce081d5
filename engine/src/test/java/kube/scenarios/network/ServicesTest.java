package kube.scenarios.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.clock.InBothClocks;
import kube.foundation.api.Json;
import kube.network.Hop;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.PacketPath.Outcome;
import kube.network.Protocol;
import kube.network.SocketAddress;

/// How traffic finds its way through a Service.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/networking/virtual-ips/
class ServicesTest {

  private static final String OUTSIDE = "203.0.113.7";

  /// https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
  @InBothClocks
  void each_connection_goes_to_one_of_the_pods() {
    Town town = Town.calm(1).echoes("web", 3).service("web", "").shell("client", "node-a");

    var counts = town.answers("client", town.clusterIP("web"), 60);

    assertThat(counts).containsOnlyKeys("web-0", "web-1", "web-2");
    assertThat(counts.values()).allMatch(count -> count > 8);
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#userspace-vs-iptables
  @InBothClocks
  void the_virtual_address_answers_on_its_ports_only() {
    Town town = Town.calm(2).echoes("web", 1).service("web", "").shell("client", "node-b");

    assertThat(town.path(town.ip("client"), town.clusterIP("web"), 81).reason())
        .isEqualTo("nobody has the address");
    assertThat(town.run("client", "wget -qO- http://" + town.clusterIP("web") + "/clientip"))
        .isEqualTo(town.ip("client"));
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
  @InBothClocks
  void without_endpoints_the_client_hears_no_at_once() {
    Town town = Town.calm(3).service("web", "").shell("client", "node-a");

    assertThat(town.run("client", "wget -qO- http://" + town.clusterIP("web")))
        .contains("Connection refused");
    assertThat(town.path(town.ip("client"), town.clusterIP("web"), 80).reason())
        .isEqualTo("default/web:http has no endpoints");
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
  @InBothClocks
  void a_client_keeps_its_endpoint_until_it_has_been_quiet_for_long() {
    Town town = Town.calm(4).echoes("web", 3).service("web", "sessionAffinity: ClientIP")
        .shell("client", "node-a");
    assertThat(Json.number(town.get("services/web"),
        "spec.sessionAffinityConfig.clientIP.timeoutSeconds", 0)).isEqualTo(10_800);
    town.patch("services/web",
        "{spec: {sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}}}").settle();
    String ip = town.clusterIP("web");

    assertThat(town.answers("client", ip, 20)).hasSize(1);
    Set<String> later = new TreeSet<>();
    for (int i = 0; i < 8; i++) {
      town.advance(Duration.ofSeconds(61));
      later.addAll(town.answers("client", ip, 1).keySet());
    }
    assertThat(later.size()).isGreaterThan(1);
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
  @InBothClocks
  void an_endpoint_that_goes_takes_its_clients_affinity_along() {
    Town town = Town.calm(5).echoes("web", 2).service("web", "sessionAffinity: ClientIP")
        .shell("client", "node-c");
    String kept = town.answers("client", town.clusterIP("web"), 1).keySet().iterator().next();

    town.delete("pods/" + kept).settle();

    assertThat(town.answers("client", town.clusterIP("web"), 5)).doesNotContainKey(kept)
        .hasSize(1);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
  @InBothClocks
  void every_node_opens_the_node_port_and_hides_the_client() {
    Town town = Town.calm(6).echoes("web", 1).service("web", "type: NodePort");
    int port = town.get("services/web").path("spec").path("ports").path(0).path("nodePort")
        .asInt();

    assertThat(port).isBetween(30_000, 32_767);
    for (String node : List.of("192.168.0.11", "192.168.0.12", "192.168.0.13")) {
      assertThat(town.fetch(OUTSIDE, node, port, "/clientip")).isEqualTo(node);
    }
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
  @InBothClocks
  void the_local_policy_keeps_the_client_and_drops_where_no_pod_is() {
    Town town = Town.calm(7).echoes("web", 1)
        .service("web", "type: NodePort, externalTrafficPolicy: Local");
    int port = town.get("services/web").path("spec").path("ports").path(0).path("nodePort")
        .asInt();

    assertThat(town.fetch(OUTSIDE, "192.168.0.11", port, "/clientip")).isEqualTo(OUTSIDE);
    PacketPath elsewhere = town.path(OUTSIDE, "192.168.0.12", port);
    assertThat(elsewhere.outcome()).isEqualTo(Outcome.LOST);
    assertThat(elsewhere.reason()).isEqualTo("default/web:http has no local endpoints");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
  @InBothClocks
  void the_internal_policy_keeps_pods_on_their_node() {
    Town town = Town.calm(8).echoes("web", 2).service("web", "internalTrafficPolicy: Local")
        .shell("near", "node-b").shell("far", "node-c");

    assertThat(town.answers("near", town.clusterIP("web"), 10)).containsOnlyKeys("web-1");
    assertThat(town.path(town.ip("far"), town.clusterIP("web"), 80).outcome())
        .isEqualTo(Outcome.LOST);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
  @InBothClocks
  void an_external_address_leads_in_where_it_is_routed_to_a_node() {
    Town town = Town.calm(9).echoes("web", 1).service("web", "externalIPs: [198.51.100.32]")
        .shell("client", "node-b");

    assertThat(town.run("client", "wget -qO- http://198.51.100.32/hostname")).isEqualTo("web-0");
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-to-terminating-endpoints
  @InBothClocks
  void ending_pods_stand_in_while_no_other_is_ready() {
    Town town = Town.calm(10).create("""
        {apiVersion: v1, kind: Pod, metadata: {name: web-0, labels: {app: web}}, spec: {nodeName: node-a,
          containers: [{name: main, image: inside-out/stubborn}]}}""").settle().service("web", "")
        .shell("client", "node-b");

    town.delete("pods/web-0").advance(Duration.ofSeconds(3));
    assertThat(town.slices("web").getFirst().path("endpoints").path(0).path("conditions")
        .path("terminating").asBoolean()).isTrue();
    PacketPath path = town.path(town.ip("client"), town.clusterIP("web"), 80);

    assertThat(path.isDelivered()).isTrue();
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#prefer-same-zone
  @InBothClocks
  void a_service_that_prefers_its_zone_stays_in_it_while_somebody_is_there() {
    Town town = Town.calm(11);
    for (String node : List.of("a", "b", "c")) {
      town.patch("nodes/node-" + node, "{metadata: {labels: {topology.kubernetes.io/zone: "
          + (node.equals("c") ? "west" : "east") + "}}}");
    }
    town.echoes("web", 3).service("web", "trafficDistribution: PreferSameZone")
        .shell("client", "node-c");

    assertThat(town.answers("client", town.clusterIP("web"), 10)).containsOnlyKeys("web-2");
    town.delete("pods/web-2").settle();
    assertThat(town.answers("client", town.clusterIP("web"), 20))
        .containsOnlyKeys("web-0", "web-1");
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @InBothClocks
  void rules_stay_while_kube_proxy_is_unplugged_and_are_old() {
    Town town = Town.calm(12).echoes("web", 1).service("web", "").shell("client", "node-a");

    town.cluster().unplug("kubeproxy/node-a");
    assertThat(town.answers("client", town.clusterIP("web"), 3)).containsOnlyKeys("web-0");
    town.echo("web-9", "web", "").settle();
    assertThat(town.answers("client", town.clusterIP("web"), 20)).containsOnlyKeys("web-0");
    town.cluster().plugIn("kubeproxy/node-a");
    town.settle();
    assertThat(town.answers("client", town.clusterIP("web"), 20)).hasSize(2);
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/#optimizing-iptables-mode-performance
  @InBothClocks
  void a_long_connection_stays_where_it_is_and_ends_with_its_pod() {
    Town town = Town.calm(13).echoes("web", 1).service("web", "");
    Town.Heard heard = new Town.Heard();
    var sink = town.cluster().network()
        .connect(town.cluster().network().ephemeral("192.168.0.12"),
            new SocketAddress(town.clusterIP("web"), 80), heard)
        .orElseThrow();

    town.echo("web-9", "web", "").settle();
    for (int i = 0; i < 10; i++) sink.bytes("GET /hostname HTTP/1.1\r\n\r\n".getBytes(UTF_8));
    assertThat(heard.text()).contains("web-0").doesNotContain("web-9");
    town.delete("pods/web-0").settle();
    assertThat(heard.isOver()).isTrue();
  }

  /// https://kubernetes.io/docs/reference/networking/virtual-ips/
  @InBothClocks
  void a_pod_reaches_itself_through_its_service_under_the_nodes_address() {
    Town town = Town.calm(14).echoes("web", 1).service("web", "");

    assertThat(town.run("web-0", "wget -qO- http://" + town.clusterIP("web") + "/clientip"))
        .isEqualTo("192.168.0.11");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#protocol-udp
  @InBothClocks
  void a_udp_flow_sticks_and_is_forgotten_with_its_endpoint() {
    Town town = Town.calm(15).echoes("dns", 2).create("""
        {apiVersion: v1, kind: Service, metadata: {name: dns}, spec: {selector: {app: dns},
          ports: [{port: 53, protocol: UDP}]}}""").settle();
    Packet packet = new Packet(Protocol.UDP, new SocketAddress("10.244.1.200", 4000),
        new SocketAddress(town.clusterIP("dns"), 53));
    town.cluster().network().attach("10.244.1.200", "node-a", kube.network.Host.deaf());
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      targets.add(town.cluster().network().path(packet).packet().destination().ip());
      town.advance(Duration.ofSeconds(60));
    }
    assertThat(new TreeSet<>(targets)).hasSize(1);

    String gone = town.ip("dns-0").equals(targets.getFirst()) ? "dns-0" : "dns-1";
    town.delete("pods/" + gone).settle();

    assertThat(town.cluster().network().path(packet).packet().destination().ip())
        .isNotEqualTo(targets.getFirst());
    assertThat(town.cluster().log().entries().stream()
        .filter(entry -> entry.verb().equals("forget-flow"))).hasSize(1);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services
  @InBothClocks
  void one_number_may_be_two_ports_of_different_protocols() {
    Town town = Town.calm(16).echoes("web", 1).create("""
        {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [
          {name: t, port: 53, targetPort: 8080}, {name: u, port: 53, protocol: UDP, targetPort: 9}]}}
        """).settle();

    SocketAddress to = new SocketAddress(town.clusterIP("web"), 53);
    SocketAddress from = new SocketAddress("192.168.0.12", 999);
    assertThat(town.cluster().network().path(new Packet(Protocol.TCP, from, to)).packet()
        .destination().port()).isEqualTo(8080);
    assertThat(town.cluster().network().path(new Packet(Protocol.UDP, from, to)).packet()
        .destination().port()).isEqualTo(9);
  }

  /// https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
  @InBothClocks
  void the_way_of_a_packet_says_at_each_station_why() {
    Town town = Town.calm(17).echoes("web", 2).service("web", "").shell("client", "node-c");

    PacketPath path = town.path(town.ip("client"), town.clusterIP("web"), 80);

    assertThat(path.hops()).extracting(Hop::kind).containsExactly(Hop.Kind.SENDER,
        Hop.Kind.SERVICE_RULE, Hop.Kind.LINK, Hop.Kind.RECEIVER);
    assertThat(path.hops().get(1).reason()).startsWith("default/web:http → 10.244.");
  }
}
