package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/// How Pods wait for their turn.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
class QueueTest {

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
  @Test
  void a_gated_pod_is_not_tried_until_its_last_gate_is_gone() {
    Theater theater = Theater.open(1).pod("gated", "cpu: 100m",
        "schedulingGates: [{name: example.com/a}, {name: example.com/b}]").settle();
    assertThat(theater.get("pods/gated", "status.conditions"))
        .contains("SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
    assertThat(theater.notes("gated")).isEmpty();

    theater.patch("pods/gated", "{spec: {schedulingGates: [{name: example.com/b}]}}").settle();
    assertThat(theater.seat("gated")).isEmpty();

    theater.patch("pods/gated", "{spec: {schedulingGates: null}}").settle();
    assertThat(theater.seat("gated")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#queueinghint
  @Test
  void a_pod_that_leaves_makes_room_for_one_that_waits() {
    Theater theater = Theater.open(2).pod("a", "3").settle().pod("b", "3").settle().pod("c", "3")
        .settle().pod("late", "3").settle();
    assertThat(theater.seat("late")).isEmpty();

    theater.delete("pods/b").settle();
    assertThat(theater.seat("late")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#queueinghint
  @Test
  void news_that_cannot_help_do_not_cause_an_attempt() {
    Theater theater = Theater.open(3).pod("picky", "cpu: 100m", "nodeSelector: {disk: ssd}")
        .settle();
    int attempts = theater.decisions("picky").size();

    theater.pod("other", "100m").settle().delete("pods/other").settle()
        .label("node-a", "color: red").settle();
    assertThat(theater.decisions("picky")).hasSize(attempts);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
  @Test
  void attempts_come_at_growing_distances_however_often_something_changes() {
    Theater theater = Theater.open(4).pod("a", "3").settle().pod("b", "3").settle().pod("c", "3")
        .settle().pod("huge", "4").settle();
    int before = theater.decisions("huge").size();
    for (int i = 0; i < 60; i++) {
      theater.pod("tiny", "10m").advance(Duration.ofMillis(1500)).delete("pods/tiny")
          .advance(Duration.ofMillis(1500));
    }

    assertThat(theater.decisions("huge").size() - before).isBetween(5, 20);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
  @Test
  void a_pod_that_fits_nowhere_does_not_block_those_behind_it() {
    Theater theater = Theater.open(5).pod("giant", "400").pod("small", "100m").settle();

    assertThat(theater.seat("small")).isNotEmpty();
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
  @Test
  void a_scheduler_that_starts_again_knows_what_is_taken() {
    Theater theater = Theater.open(6).pod("a", "3").settle().pod("b", "3").settle();
    theater.cluster().unplug("scheduler");
    theater.pod("c", "3").pod("d", "3").advance(Duration.ofMinutes(1));
    theater.cluster().plugIn("scheduler");
    theater.settle();

    assertThat(theater.seats("").values()).containsExactly(1, 1, 1, 1);
    assertThat(theater.seats("")).containsEntry("", 1);
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
  @Test
  void a_pod_that_fits_nowhere_is_looked_at_again_after_five_minutes() {
    Theater theater = Theater.open(7).pod("giant", "400").settle();
    int before = theater.decisions("giant").size();

    theater.advance(Duration.ofMinutes(6));
    assertThat(theater.decisions("giant")).hasSize(before + 1);
  }
}
