package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.controlplane.etcd.Entry;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.log.DurableStore;
import kube.controlplane.etcd.log.InlineCommitter;
import kube.foundation.machine.Randomness;
import kube.foundation.machine.SimulatedDisk;
import kube.node.containerruntime.Words;

import org.junit.jupiter.api.Test;

/// A branch of a past can be kept, and what the past said can be read.
class BranchTest {

  @Test
  void a_branch_on_a_disk_of_its_own_is_there_after_a_power_cut() {
    World world = World.calm(11).replicaSet("web", 3).settle();
    long then = world.cluster().revision();
    world.scale("web", 0).settle();
    SimulatedDisk disk = new SimulatedDisk(new Randomness(1));
    RevisionStore kept = open(disk);
    kept.restore(then, entries(world.cluster(), then));

    World branch = new World(world.cluster().simulation().fork(then,
        plan -> plan.withParts(plan.parts().withOur(Slot.STORE, () -> kept))));
    branch.settle().scale("web", 5).settle();
    assertThat(branch.readyPods("web")).as(branch::timeline).hasSize(5);
    long reached = branch.cluster().revision();
    disk.cutPower();

    RevisionStore again = open(disk);
    assertThat(again.revision()).isEqualTo(reached);
    assertThat(again.range("/registry/pods/", "/registry/pods0", 0, 0).entries()).hasSize(5);
    assertThat(world.pods("web")).isEmpty();
  }

  @Test
  void a_store_that_was_restored_forgets_nothing_it_was_given() {
    World world = World.calm(12).replicaSet("web", 2).settle();
    long then = world.cluster().revision();
    SimulatedDisk disk = new SimulatedDisk(new Randomness(2));
    open(disk).restore(then, entries(world.cluster(), then));
    disk.cutPower();

    RevisionStore again = open(disk);
    assertThat(again.revision()).isEqualTo(then);
    assertThat(again.range("", "\uffff", then, 0).entries())
        .usingRecursiveComparison().isEqualTo(entries(world.cluster(), then));
  }

  @Test
  void what_a_pod_has_written_can_be_read_when_it_is_gone() {
    World world = World.calm(13).replicaSet("web", 1).settle();
    String uid = world.pods("web").getFirst().metadata().uid();
    List<Words> alive = world.cluster().wordsOf(uid);
    world.scale("web", 0).settle();

    List<Words> gone = world.cluster().wordsOf(uid);
    assertThat(alive).hasSize(1).allMatch(words -> words.endedAt().isEmpty());
    assertThat(gone).hasSize(1).allMatch(words -> words.endedAt().isPresent());
    assertThat(gone.getFirst().lines()).containsAll(alive.getFirst().lines());
    assertThat(world.cluster().wordsOf("nobody")).isEmpty();
  }

  private static RevisionStore open(SimulatedDisk disk) {
    return DurableStore.open(disk, InlineCommitter::new, DurableStore.SNAPSHOT_AFTER_BYTES);
  }

  private static List<Entry> entries(Cluster cluster, long revision) {
    return cluster.etcd().range("", "\uffff", revision, 0).entries();
  }
}
