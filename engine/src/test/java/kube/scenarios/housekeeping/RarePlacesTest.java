package kube.scenarios.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

import kube.Cluster;
import kube.Roster;
import org.junit.jupiter.api.Test;

/// Housekeeping that shows only in large or old clusters.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
class RarePlacesTest {

  private static final String LEASES = "coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

  /// "If the cluster is … large (more than --large-cluster-size-threshold nodes, default 50) … the
  /// eviction rate is reduced to --secondary-node-eviction-rate (default 0.01) per second": one node
  /// in 100 s (https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction).
  @Test
  void in_a_large_zone_that_is_mostly_dark_nodes_are_given_up_ten_times_slower() {
    Manor manor = Manor.of(Cluster.Plan.standard(1).withNodes(0));
    for (int node = 0; node < 60; node++) {
      boolean isWell = node < 20;
      manor.create("nodes", """
          {apiVersion: v1, kind: Node, metadata: {name: n-%02d}, status: {conditions: [{type: Ready,
            status: '%s'}]}}""".formatted(node, isWell ? "True" : "False"));
      if (isWell) {
        manor.create(LEASES, """
            {apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: n-%02d,
              namespace: kube-node-lease}}""".formatted(node));
      }
    }
    keepAlive(manor, 120);
    long before = givenUp(manor);
    keepAlive(manor, 300);

    assertThat(givenUp(manor) - before).as(manor::timeline).isBetween(2L, 4L);
  }

  /// `node.alpha.kubernetes.io/ttl`: so many seconds a kubelet may keep a copy of a Secret; above 100
  /// nodes it is 15
  /// (https://kubernetes.io/docs/reference/labels-annotations-taints/#node-alpha-kubernetes-io-ttl).
  @Test
  void the_hundred_and_first_node_makes_copies_live_longer() {
    Manor manor = Manor.of(Cluster.Plan.standard(2).withNodes(0));
    for (int node = 1; node <= 100; node++) node(manor, node);
    manor.seconds(5);
    assertThat(ttl(manor, 100)).isEqualTo("0");

    node(manor, 101).seconds(5);
    assertThat(ttl(manor, 1)).isEqualTo("15");
    assertThat(ttl(manor, 101)).isEqualTo("15");

    manor.delete("nodes/n-101").seconds(5);
    assertThat(ttl(manor, 1)).as("the steps overlap").isEqualTo("15");
  }

  /// "the cleaner … marks as invalid … auto-generated Secret-based tokens that have not been used
  /// for a specified amount of time (by default, one year)" and deletes them a year after
  /// (https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-cleaner).
  @Test
  void a_token_that_nobody_used_for_a_year_is_marked_and_after_another_year_it_goes() {
    Roster thoseConcerned = new Roster(
        Set.of("kcm.serviceaccount", "kcm.tokens", "kcm.legacytokencleaner"), Set.of(), 3);
    Manor manor = Manor.of(Cluster.Plan.standard(3).withNodes(0).running(thoseConcerned));
    String lastYear = manor.cluster().now().minus(Duration.ofDays(400)).toString().substring(0, 10);
    token(manor, "unused", "kubernetes.io/legacy-token-last-used: '" + lastYear + "'");
    token(manor, "marked", "kubernetes.io/legacy-token-last-used: '2020-01-01',"
        + " kubernetes.io/legacy-token-invalid-since: '" + lastYear + "'");
    token(manor, "fresh", "a: b");
    manor.create("namespaces/default/serviceaccounts", """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot},
          secrets: [{name: unused}, {name: marked}, {name: fresh}]}""");
    manor.advance(Duration.ofHours(25));

    assertThat(manor.names("namespaces/default/secrets")).as(manor::timeline)
        .containsExactlyInAnyOrder("unused", "fresh");
    assertThat(manor.get("namespaces/default/secrets/unused").path("metadata").path("labels")
        .has("kubernetes.io/legacy-token-invalid-since")).isTrue();
    assertThat(manor.get("namespaces/default/secrets/fresh").path("metadata").path("labels")
        .has("kubernetes.io/legacy-token-invalid-since")).isFalse();
  }

  private static void token(Manor manor, String name, String labels) {
    if (name.equals("unused")) {
      manor.create("namespaces/default/serviceaccounts",
          "{apiVersion: v1, kind: ServiceAccount, metadata: {name: old}}");
    }
    manor.create("namespaces/default/secrets", """
        {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {
          name: %s, labels: {%s}, annotations: {kubernetes.io/service-account.name: old}}}"""
        .formatted(name, labels));
  }

  private static Manor node(Manor manor, int number) {
    return manor.create("nodes",
        "{apiVersion: v1, kind: Node, metadata: {name: n-" + number + "}}");
  }

  private static String ttl(Manor manor, int number) {
    return manor.get("nodes/n-" + number).path("metadata").path("annotations")
        .path("node.alpha.kubernetes.io/ttl").asString("");
  }

  /// Renews the Leases of the first twenty nodes every 20 s.
  private static void keepAlive(Manor manor, int seconds) {
    for (int passed = 0; passed < seconds; passed += 20) {
      for (int node = 0; node < 20; node++) {
        manor.patch(LEASES + "/n-%02d".formatted(node), "{spec: {renewTime: '"
            + manor.cluster().now().toString().substring(0, 19) + ".000000Z'}}");
      }
      manor.seconds(20);
    }
  }

  private static long givenUp(Manor manor) {
    return manor.names("nodes").stream()
        .filter(node -> manor.taints(node).stream().anyMatch(taint -> taint.endsWith("NoExecute")))
        .count();
  }
}
