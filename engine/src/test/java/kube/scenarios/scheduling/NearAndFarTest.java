package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Pods that want to be near others, far from them, or evenly spread.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
class NearAndFarTest {

  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String HOST = "kubernetes.io/hostname";

  private static String term(String kind, String app, String key) {
    return "affinity: {" + kind + ": {requiredDuringSchedulingIgnoredDuringExecution: [{"
        + "labelSelector: {matchLabels: {app: " + app + "}}, topologyKey: " + key + "}]}}";
  }

  private static Theater withZones(long seed) {
    return Theater.open(seed).label("node-a", ZONE + ": east").label("node-b", ZONE + ": west")
        .label("node-c", ZONE + ": west").settle();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  @Test
  void a_pod_goes_where_its_friend_is() {
    Theater theater = withZones(1).pod("cache-1", "cpu: 100m", "nodeSelector: {" + ZONE + ": east}")
        .settle().pod("web-1", "cpu: 100m", term("podAffinity", "cache", ZONE)).settle();

    assertThat(theater.seat("web-1")).isEqualTo("node-a");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  @Test
  void a_pod_waits_for_its_friend() {
    Theater theater = withZones(2).pod("web-1", "cpu: 100m", term("podAffinity", "cache", ZONE))
        .settle();
    assertThat(theater.notes("web-1")).first().asString()
        .startsWith("FailedScheduling: 0/3 nodes are available: 3 node(s) didn't match pod affinity"
            + " rules. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption"
            + " is not helpful");

    theater.pod("cache-1", "100m").settle();
    assertThat(theater.seat("web-1")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  @Test
  void the_first_of_a_group_that_wants_to_be_near_itself_may_go_anywhere() {
    Theater theater = withZones(3);
    for (int i = 1; i <= 3; i++) {
      theater.pod("band-" + i, "cpu: 100m", term("podAffinity", "band", HOST)).settle();
    }

    assertThat(theater.seats("band")).hasSize(1).doesNotContainKey("");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  @Test
  void pods_that_must_be_apart_get_a_node_each_and_the_fourth_gets_none() {
    Theater theater = Theater.open(4);
    for (int i = 1; i <= 4; i++) {
      theater.pod("db-" + i, "cpu: 100m", term("podAntiAffinity", "db", HOST)).settle();
    }

    assertThat(theater.seats("db")).hasSize(4);
    assertThat(theater.notes("db-4")).containsExactly("FailedScheduling: 0/3 nodes are available: 3"
        + " node(s) didn't match pod anti-affinity rules. no new claims to deallocate, preemption: 0/3"
        + " nodes are available: 3 No preemption victims found for incoming pod.");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  @Test
  void who_is_there_may_keep_a_newcomer_away() {
    Theater theater = withZones(5).pod("diva-1", "cpu: 100m", term("podAntiAffinity", "web", ZONE)
        + ", nodeSelector: {" + ZONE + ": west}").settle().pod("web-1", "100m").settle();

    assertThat(theater.seat("web-1")).isEqualTo("node-a");
    assertThat(theater.decisions("web-1").getLast())
        .contains("node(s) didn't satisfy existing pods anti-affinity rules");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
  @Test
  void zones_are_filled_evenly_and_the_skew_is_never_exceeded() {
    Theater theater = withZones(6);
    for (int i = 1; i <= 6; i++) {
      theater.pod("w-" + i, "cpu: 100m", "topologySpreadConstraints: [{maxSkew: 1, topologyKey: "
          + ZONE + ", whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]")
          .settle();
    }

    assertThat(theater.seats("w").get("node-a")).isEqualTo(3);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
  @Test
  void a_full_zone_stops_the_spreading() {
    Theater theater = withZones(7).pod("block", "cpu: '3900m'", "nodeSelector: {" + ZONE
        + ": east}").settle();
    String spread = "topologySpreadConstraints: [{maxSkew: 1, topologyKey: " + ZONE
        + ", whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]";
    theater.pod("w-1", "cpu: 500m", spread).settle().pod("w-2", "cpu: 500m", spread).settle();

    assertThat(theater.seat("w-2")).isEmpty();
    assertThat(theater.notes("w-2")).first().asString().startsWith(
        "FailedScheduling: 0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match pod"
            + " topology spread constraints.");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints
  @Test
  void the_pods_of_a_replica_set_spread_by_themselves() {
    Theater theater = Theater.open(8).create("""
        {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web}, spec: {replicas: 9,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {
          containers: [{name: main, image: nginx}]}}}}""").settle();

    assertThat(theater.seats("web").values()).containsExactly(3, 3, 3);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#namespace-selector
  @Test
  void friends_may_live_in_other_namespaces_chosen_by_label() {
    Theater theater = Theater.open(9).create("""
        {apiVersion: v1, kind: Namespace, metadata: {name: team, labels: {kind: backend}}}""")
        .settle().create("""
            {apiVersion: v1, kind: Pod, metadata: {name: api, namespace: team, labels: {app: api}},
              spec: {nodeSelector: {kubernetes.io/hostname: node-b},
              containers: [{name: main, image: nginx}]}}""").settle()
        .pod("web-1", "cpu: 100m", """
            affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{
              topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: api}},
              namespaceSelector: {matchLabels: {kind: backend}}}]}}""").settle();

    assertThat(theater.seat("web-1")).isEqualTo("node-b");
  }
}
