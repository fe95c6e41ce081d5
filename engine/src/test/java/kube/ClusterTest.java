package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.Taint;
import org.junit.jupiter.api.Test;

/// What people see a cluster do.
class ClusterTest {

  @Test
  void three_nodes_come_up_and_are_ready() {
    World world = World.calm(1);

    assertThat(List.of("node-a", "node-b", "node-c"))
        .allSatisfy(name -> assertThat(world.node(name).isReady()).isTrue());
    assertThat(world.node("node-a").taints()).isEmpty();
  }

  @Test
  void a_replica_set_gets_its_pods_on_different_nodes() {
    World world = World.calm(2).replicaSet("web", 3).settle();

    assertThat(world.readyPods("web")).as(world::timeline).hasSize(3);
    assertThat(world.readyPods("web")).extracting(Pod::nodeName)
        .containsExactlyInAnyOrder("node-a", "node-b", "node-c");
    assertThat(world.set("web").status().readyReplicas()).isEqualTo(3);
    assertThat(world.notes())
        .anyMatch(note -> note.startsWith("SuccessfulCreate: Created pod: web-"))
        .anyMatch(note -> note.startsWith("Scheduled: Successfully assigned default/web-"));
  }

  @Test
  void a_deleted_pod_is_replaced_by_another_one() {
    World world = World.calm(3).replicaSet("web", 2).settle();
    Pod victim = world.pods("web").getFirst();

    world.delete(victim).settle();

    assertThat(world.readyPods("web")).hasSize(2)
        .extracting(Pod::metadata)
        .extracting(Metadata::uid)
        .doesNotContain(victim.metadata().uid());
  }

  @Test
  void scaling_down_removes_pods_and_scaling_up_adds_some() {
    World world = World.calm(4).replicaSet("web", 3).settle();

    assertThat(world.scale("web", 1).settle().pods("web")).hasSize(1);
    assertThat(world.scale("web", 5).settle().readyPods("web")).hasSize(5);
  }

  @Test
  void a_relabelled_pod_leaves_its_set_and_is_replaced() {
    World world = World.calm(5).replicaSet("web", 2).settle();
    Pod suspect = world.pods("web").getFirst();

    world.label(suspect, "app", "quarantine").settle();

    assertThat(world.readyPods("web")).hasSize(2);
    assertThat(world.pods("quarantine")).singleElement()
        .satisfies(pod -> assertThat(pod.metadata().controller()).isEmpty());
  }

  @Test
  void a_silent_node_is_unknown_after_50_seconds_and_its_pods_leave_after_300_more() {
    World world = World.calm(6).replicaSet("web", 3).settle();

    world.cluster().fail("node-b");
    world.advance(Duration.ofSeconds(65));

    assertThat(world.node("node-b").condition("Ready").orElseThrow().status()).isEqualTo("Unknown");
    assertThat(world.node("node-b").taints()).extracting(Taint::key)
        .containsOnly("node.kubernetes.io/unreachable");
    assertThat(world.readyPods("web")).hasSize(2);
    assertThat(world.pods("web")).as("nobody is replaced yet").hasSize(3);

    world.advance(Duration.ofSeconds(330));

    assertThat(world.readyPods("web")).as(world::timeline).hasSize(3)
        .extracting(Pod::nodeName).doesNotContain("node-b");
  }

  @Test
  void a_node_that_returns_is_ready_again_and_its_lost_pod_is_gone() {
    World world = World.calm(7).replicaSet("web", 3).settle();
    world.cluster().fail("node-b");
    world.advance(Duration.ofMinutes(7));

    world.cluster().recover("node-b");
    world.settle();

    assertThat(world.node("node-b").isReady()).isTrue();
    assertThat(world.node("node-b").taints()).isEmpty();
    assertThat(world.pods("web")).as(world::timeline).hasSize(3);
  }

  @Test
  void a_pod_that_asks_for_too_much_waits_and_says_why() {
    World world = World.calm(8).replicaSet("huge", 1, "nginx", Map.of("cpu", "64")).settle();

    assertThat(world.pods("huge")).singleElement()
        .satisfies(pod -> assertThat(pod.phase()).isEqualTo("Pending"));
    assertThat(world.notes())
        .contains("FailedScheduling: 0/3 nodes are available: 3 Insufficient cpu. no new claims"
            + " to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for"
            + " scheduling.");
  }

  @Test
  void an_image_with_a_typing_error_is_never_pulled() {
    World world = World.calm(9).replicaSet("typo", 1, "ngnix", Map.of());
    world.advance(Duration.ofSeconds(30));

    assertThat(world.pods("typo").getFirst().containerStatuses().getFirst().reason())
        .as(world::timeline)
        .isEqualTo("ImagePullBackOff");
  }

  @Test
  void a_crashing_container_is_restarted_later_each_time() {
    World world = World.calm(10).replicaSet("crash", 1, "inside-out/crasher", Map.of());
    world.advance(Duration.ofMinutes(2));

    var status = world.pods("crash").getFirst().containerStatuses().getFirst();
    assertThat(status.restartCount()).as(world::timeline).isBetween(3, 5);
    assertThat(status.reason()).isEqualTo("CrashLoopBackOff");
  }

  @Test
  void pods_go_on_while_the_api_server_is_unplugged_and_are_healed_afterwards() {
    World world = World.calm(11).replicaSet("web", 2).settle();
    world.cluster().unplug("apiserver");
    world.advance(Duration.ofSeconds(30));
    world.cluster().plugIn("apiserver");

    assertThat(world.readyPods("web")).hasSize(2);
    world.delete(world.pods("web").getFirst());
    // Clients that were refused come back within a minute.
    world.advance(Duration.ofMinutes(2));
    assertThat(world.readyPods("web")).as(world::timeline).hasSize(2);
  }

  @Test
  void pods_wait_while_the_scheduler_is_unplugged() {
    World world = World.calm(12);
    world.cluster().unplug("scheduler");
    world.replicaSet("web", 2).advance(Duration.ofSeconds(20));
    assertThat(world.pods("web")).hasSize(2).noneMatch(Pod::isAssigned);

    world.cluster().plugIn("scheduler");
    assertThat(world.settle().readyPods("web")).hasSize(2);
  }

  @Test
  void deleting_a_replica_set_takes_its_pods_along() {
    World world = World.calm(13).replicaSet("web", 2).settle();

    world.user().delete(kube.foundation.api.Kinds.REPLICA_SET, world.set("web").metadata());

    assertThat(world.settle().pods("web")).as(world::timeline).isEmpty();
  }

  @Test
  void an_idle_cluster_writes_nothing_but_heartbeats() {
    World world = World.calm(14).replicaSet("web", 3).settle();
    long before = world.cluster().log().lastSequence();

    world.advance(Duration.ofMinutes(4));

    assertThat(world.cluster().log().after(before))
        .filteredOn(entry -> entry.revision() > 0)
        .allMatch(entry -> entry.object().startsWith("leases/"));
  }
}
