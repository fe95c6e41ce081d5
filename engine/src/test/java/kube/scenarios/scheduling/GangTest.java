package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import kube.Cluster;
import kube.Roster;
import org.junit.jupiter.api.Test;

/// Pods of which enough get a node, or none.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/
class GangTest {

  private static String group(String policy) {
    return "{apiVersion: scheduling.k8s.io/v1beta1, kind: PodGroup, metadata: {name: band}, spec: {"
        + "schedulingPolicy: {" + policy + "}}}";
  }

  /// The API of groups is beta, and off by default.
  private static Theater open(long seed) {
    return Theater.of(Cluster.Plan.standard(seed)
        .running(Roster.whole().offering(Set.of("scheduling.k8s.io/v1beta1"))));
  }

  private static final String MEMBER = "schedulingGroup: {podGroupName: band}";

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/#how-it-works
  @Test
  void members_wait_for_their_group_and_for_each_other() {
    Theater theater = open(1).pod("m-1", "cpu: 1", MEMBER).settle();
    assertThat(theater.seat("m-1")).isEmpty();
    assertThat(theater.notes("m-1")).isEmpty();

    theater.create(group("gang: {minCount: 3}")).pod("m-2", "cpu: 1", MEMBER).settle();
    assertThat(theater.seats("m")).containsEntry("", 2);

    theater.pod("m-3", "cpu: 1", MEMBER).settle();
    assertThat(theater.seats("m")).doesNotContainKey("");
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/#how-it-works
  @Test
  void when_there_is_not_room_for_enough_nobody_takes_a_seat() {
    Theater theater = open(2).create(group("gang: {minCount: 4}"));
    for (int i = 1; i <= 4; i++) theater.pod("m-" + i, "cpu: 3", MEMBER);
    theater.settle();

    assertThat(theater.seats("m")).containsOnlyKeys("");
    theater.pod("single", "3").settle();
    assertThat(theater.seat("single")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/#how-it-works
  @Test
  void room_that_becomes_free_lets_the_whole_gang_in() {
    Theater theater = open(3).pod("block", "3").settle()
        .create(group("gang: {minCount: 3}"));
    for (int i = 1; i <= 3; i++) theater.pod("m-" + i, "cpu: 3", MEMBER);
    theater.settle();
    assertThat(theater.seats("m")).containsOnlyKeys("");

    theater.delete("pods/block").settle();
    assertThat(theater.seats("m")).hasSize(3).doesNotContainKey("");
  }

  /// https://kubernetes.io/docs/concepts/workloads/workload-api/policies
  @Test
  void in_a_basic_group_each_goes_its_own_way() {
    Theater theater = open(4).create(group("basic: {}"));
    for (int i = 1; i <= 4; i++) theater.pod("m-" + i, "cpu: 3", MEMBER);
    theater.settle();

    assertThat(theater.seats("m")).hasSize(4).containsEntry("", 1);
  }
}
