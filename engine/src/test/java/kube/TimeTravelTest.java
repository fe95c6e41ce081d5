package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import kube.controlplane.etcd.RangeQuery;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.machine.Faults;
import kube.simulation.Recording;

import org.junit.jupiter.api.Test;

/// A run can be run again, and another future be had from any of its moments.
class TimeTravelTest {

  @Test
  void a_recording_replays_byte_for_byte() {
    World world = eventfulDay(7);

    Recording recording = world.cluster().simulation().recording();

    assertThat(recording.replay().log().digest()).isEqualTo(world.cluster().log().digest());
  }

  @Test
  void a_recording_with_failing_requests_replays_byte_for_byte() {
    World world = recorded(8);
    world.cluster().faults().follow(Faults.Plan.calm().withRequestFailed(0.05));
    for (int look = 0; look < 20; look++) world.raw("/api/v1/pods");
    world.cluster().faults().follow(Faults.Plan.calm());
    world.replicaSet("web", 3).settle();

    assertThat(world.cluster().simulation().recording().replay().log().digest())
        .isEqualTo(world.cluster().log().digest());
  }

  /// One event may write several revisions: the replay goes on to the end of the event that reaches
  /// the one it was told, and no event further.
  @Test
  void a_replay_stops_where_it_is_told() {
    World world = eventfulDay(9);
    Recording recording = world.cluster().simulation().recording();
    long half = world.cluster().etcd().revision() / 2;

    Cluster past = recording.replayTo(half);
    long reached = past.etcd().revision();

    assertThat(reached).isBetween(half, half + 10);
    assertThat(recording.replayTo(reached).loop().eventsRun()).isEqualTo(past.loop().eventsRun());
    assertThat(past.etcd().range(RangeQuery.ofPrefix("")).entries())
        .usingRecursiveComparison()
        .isEqualTo(world.cluster().etcd().range("", "\uffff", reached, 0).entries());
  }

  @Test
  void a_fork_knows_the_past_and_has_a_future_of_its_own() {
    World world = World.calm(3).replicaSet("web", 3).settle();
    long before = world.cluster().etcd().revision();
    world.scale("web", 0).settle();

    World other = new World(world.cluster().simulation().fork(before));
    assertThat(other.pods("web")).hasSize(3);
    other.settle().scale("web", 5).settle();

    assertThat(other.readyPods("web")).as(other::timeline).hasSize(5);
    assertThat(world.pods("web")).isEmpty();
    assertThat(uids(other)).hasSize(5);
  }

  @Test
  void a_fork_keeps_the_machines_that_were_dark() {
    World world = World.calm(4).replicaSet("web", 3).settle();
    world.cluster().fail("node-b");
    world.advance(Duration.ofMinutes(2));

    Cluster fork = world.cluster().simulation().fork(world.cluster().etcd().revision());

    assertThat(fork.isPoweredOn("node-b")).isFalse();
    assertThat(fork.isPoweredOn("node-a")).isTrue();
  }

  @Test
  void a_component_that_comes_back_gives_out_no_identifier_twice() {
    World world = World.calm(5).replicaSet("web", 2).settle();
    world.cluster().unplug("apiserver");
    world.cluster().plugIn("apiserver");
    world.settle().replicaSet("shop", 3).settle();

    assertThat(uids(world)).hasSize(5);
  }

  private static Set<String> uids(World world) {
    return world.user()
        .list(Kinds.POD, "default")
        .orThrow()
        .stream()
        .map((Pod pod) -> pod.metadata().uid())
        .collect(Collectors.toSet());
  }

  private static World recorded(long seed) {
    Cluster cluster = Cluster.simulated(seed);
    cluster.simulation().record();
    return new World(cluster).settle();
  }

  private static World eventfulDay(long seed) {
    World world = recorded(seed).replicaSet("web", 3);
    world.advance(Duration.ofSeconds(3)).cluster().unplug("kcm.replicaset");
    world.cluster().faults().follow(Faults.Plan.calm().withWatchSilenced(0.02));
    world.scale("web", 5).advance(Duration.ofSeconds(20));
    world.cluster().plugIn("kcm.replicaset");
    world.cluster().fail("node-a");
    world.advance(Duration.ofMinutes(8)).cluster().recover("node-a");
    world.cluster().faults().follow(Faults.Plan.calm());
    world.delete(world.pods("web").getFirst());
    return world.advance(Duration.ofMinutes(1));
  }
}
