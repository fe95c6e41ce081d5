package kube.controlplane.controllermanager.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import org.junit.jupiter.api.Test;

/// One rule of the order after the other: the Pod named first is the one that leaves.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
class LeastUsefulFirstTest {

  private final Tray tray = new Tray();
  private final ReplicaSet web = tray.wish("web", 0);

  @Test
  void a_pod_without_a_node_leaves_before_one_that_has_one() {
    Pod waiting = onNode(pod("waiting"), "");

    thenLeaves(waiting, tray.phase(pod("starting"), "Pending"));
  }

  @Test
  void a_pending_pod_leaves_before_a_running_one() {
    thenLeaves(tray.phase(tray.ready(pod("starting")), "Pending"), pod("running"));
  }

  @Test
  void a_pod_that_is_not_ready_leaves_before_a_ready_one() {
    thenLeaves(costing(pod("unready"), "100"), tray.ready(pod("ready")));
  }

  @Test
  void a_pod_that_is_cheap_to_delete_leaves_before_a_dear_one() {
    thenLeaves(costing(pod("cheap"), "-5"), pod("ordinary"));
    thenLeaves(pod("ordinary"), costing(pod("dear"), "5"));
    thenLeaves(costing(pod("cheap"), "-1"), costing(pod("unreadable"), "very dear"));
  }

  @Test
  void a_pod_on_a_crowded_node_leaves_before_one_that_is_alone() {
    Pod alone = onNode(pod("alone"), "node-b");
    Pod crowded = pod("crowded");

    assertThat(Stream.of(alone, crowded)
        .sorted(LeastUsefulFirst.among(List.of(alone, crowded, pod("sibling")))))
        .first().isEqualTo(crowded);
  }

  @Test
  void the_pod_that_became_ready_later_leaves_first() {
    Pod old = tray.ready(pod("old"));
    tray.advance(Duration.ofMinutes(1));

    thenLeaves(tray.ready(pod("young")), old);
  }

  @Test
  void the_pod_with_more_restarts_leaves_first() {
    Pod shaky = tray.edit(pod("shaky"), it -> it.edit(tree -> tree.withObject("/status")
        .withArray("containerStatuses").addObject().put("name", "app").put("restartCount", 3)));

    thenLeaves(shaky, pod("steady"));
  }

  @Test
  void the_pod_that_was_created_later_leaves_first() {
    thenLeaves(created(pod("new"), "2026-11-22T09:00:00Z"),
        created(pod("aged"), "2026-11-22T08:00:00Z"));
  }

  private static void thenLeaves(Pod leaving, Pod staying) {
    assertThat(Stream.of(staying, leaving)
        .sorted(LeastUsefulFirst.among(List.of(staying, leaving))))
        .containsExactly(leaving, staying);
  }

  private Pod pod(String name) {
    return tray.owned(name, web);
  }

  private Pod onNode(Pod pod, String node) {
    return tray.edit(pod,
        it -> it.edit(tree -> tree.withObject("/spec").put("nodeName", node)));
  }

  private Pod costing(Pod pod, String cost) {
    return tray.edit(pod, it -> it.edit(tree -> tree.withObject("/metadata")
        .withObjectProperty("annotations").put(LeastUsefulFirst.DELETION_COST, cost)));
  }

  private Pod created(Pod pod, String time) {
    return tray.edit(pod,
        it -> it.edit(tree -> tree.withObject("/metadata").put("creationTimestamp", time)));
  }
}
