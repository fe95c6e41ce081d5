package kube.scenarios.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.network.Hop;
import kube.network.PacketPath;
import org.junit.jupiter.api.Test;

/// Who may talk to whom.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/network-policies/
class NetworkPoliciesTest {

  private static Town town(long seed) {
    return Town.calm(seed).echoes("db", 1).shell("shop", "node-b").shell("spy", "node-c");
  }

  private static void policy(Town town, String spec) {
    town.create("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rule},"
        + " spec: {podSelector: {matchLabels: {app: db}}, " + spec + "}}").settle();
  }

  private static PacketPath path(Town town, String from) {
    return town.path(town.ip(from), town.ip("db-0"), 8080);
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
  @Test
  void without_a_policy_everybody_talks_to_everybody() {
    Town town = town(1);

    assertThat(path(town, "spy").isDelivered()).isTrue();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic
  @Test
  void an_empty_policy_closes_the_door_and_says_so() {
    Town town = town(2);
    policy(town, "policyTypes: [Ingress]");

    PacketPath path = path(town, "spy");
    assertThat(path.isDelivered()).isFalse();
    assertThat(path.hops().getLast().kind()).isEqualTo(Hop.Kind.POLICY);
    assertThat(path.reason()).isEqualTo("no policy lets " + town.ip("spy")
        + " talk to default/db-0: default/rule");
    Town.Heard heard = town.start("spy", "wget -qO- http://" + town.ip("db-0") + ":8080");
    town.advance(Duration.ofSeconds(126));
    assertThat(heard.isOver()).isFalse();
    town.advance(Duration.ofSeconds(2));
    assertThat(heard.text()).contains("Connection timed out");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
  @Test
  void only_the_selected_pods_come_in_and_only_on_the_port() {
    Town town = town(3);
    policy(town, "ingress: [{from: [{podSelector: {matchLabels: {app: shop}}}],"
        + " ports: [{port: 8080}]}]");

    assertThat(path(town, "shop").isDelivered()).isTrue();
    assertThat(path(town, "spy").isDelivered()).isFalse();
    assertThat(town.path(town.ip("shop"), town.ip("db-0"), 9090).isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
  @Test
  void a_rule_may_mean_a_range_of_ports_with_both_its_ends() {
    Town town = town(30);
    policy(town, "ingress: [{ports: [{protocol: TCP, port: 8000, endPort: 8080}]}]");

    assertThat(path(town, "spy").isDelivered()).isTrue();
    assertThat(town.path(town.ip("spy"), town.ip("db-0"), 8000).reason())
        .doesNotContain("no policy lets");
    for (int outside : new int[]{7999, 8081}) {
      assertThat(town.path(town.ip("spy"), town.ip("db-0"), outside).reason())
          .startsWith("no policy lets");
    }
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
  @Test
  void a_port_may_be_meant_by_its_name_and_a_peer_by_its_namespace() {
    Town town = town(4);
    policy(town, "ingress: [{from: [{namespaceSelector: {matchLabels:"
        + " {kubernetes.io/metadata.name: default}}}], ports: [{port: web}]}]");
    assertThat(path(town, "spy").isDelivered()).isTrue();

    town.patch("/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/rule",
        "{spec: {ingress: [{from: [{namespaceSelector: {matchLabels: {team: none}}}]}]}}").settle();
    assertThat(path(town, "spy").isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
  @Test
  void a_block_of_addresses_may_have_holes() {
    Town town = town(5);
    policy(town, "ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16, except: [10.244.3.0/24]}}]}]");

    assertThat(path(town, "shop").isDelivered()).isTrue();
    assertThat(path(town, "spy").isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic
  @Test
  void egress_is_decided_where_the_packet_leaves_after_the_service_was_translated() {
    Town town = town(6).service("db", "").create("""
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: out}, spec: {
          podSelector: {matchLabels: {app: spy}}, policyTypes: [Egress],
          egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]}}""").settle();

    assertThat(town.path(town.ip("spy"), town.clusterIP("db"), 80).isDelivered()).isTrue();
    assertThat(town.path(town.ip("spy"), town.ip("shop"), 80).reason())
        .startsWith("no policy lets default/spy talk to " + town.ip("shop"));
    assertThat(town.run("spy", "nslookup db")).contains("no servers could be reached");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
  @Test
  void the_kubelet_of_the_node_is_never_kept_out() {
    Town town = town(7);
    policy(town, "policyTypes: [Ingress]");

    assertThat(town.path("192.168.0.11", town.ip("db-0"), 8080).isDelivered()).isTrue();
    assertThat(town.path("192.168.0.12", town.ip("db-0"), 8080).isDelivered()).isFalse();
  }

  /// https://kubernetes.io/docs/concepts/services-networking/network-policies/#pod-lifecycle
  @Test
  void a_policy_that_is_deleted_opens_the_door_again() {
    Town town = town(8);
    policy(town, "policyTypes: [Ingress]");
    assertThat(path(town, "spy").isDelivered()).isFalse();

    town.delete("/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/rule").settle();

    assertThat(path(town, "spy").isDelivered()).isTrue();
  }
}
