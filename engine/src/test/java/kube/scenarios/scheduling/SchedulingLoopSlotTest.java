package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Key;
import kube.foundation.machine.Dice;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// Somebody else keeps the queue of Pods, as exercise X15 asks for.
///
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/#reserve
class SchedulingLoopSlotTest {

  /// Tries everybody once a tick, in the order of their names.
  ///
  /// @param plans whether what it has booked counts before the cluster shows it
  private record Roll(boolean plans, TreeMap<String, NodeView> nodes, TreeMap<Key, PodView> pods)
      implements
        SchedulingLoop {

    static Roll call(boolean plans) {
      return new Roll(plans, new TreeMap<>(), new TreeMap<>());
    }

    @Override
    public void podAdded(PodView pod) {
      pods.put(pod.key(), pod);
    }

    @Override
    public void podGone(PodView pod) {
      pods.remove(pod.key());
    }

    @Override
    public void nodeChanged(NodeView node) {
      nodes.put(node.name(), node);
    }

    @Override
    public void nodeGone(String node) {
      nodes.remove(node);
    }

    @Override
    public void bound(String podUid, boolean ok) {
      if (ok) return;
      pods.replaceAll((_, pod) -> pod.metadata().uid().equals(podUid) ? pod.on("") : pod);
    }

    @Override
    public List<Booking> tick(Instant now, Picker picker, Dice ties) {
      List<Booking> bookings = new ArrayList<>();
      for (PodView pod : List.copyOf(pods.values())) {
        if (pod.isAssigned()) continue;
        if (picker.pick(pod, seats(), ties) instanceof Chosen(String node, _)) {
          if (plans) pods.put(pod.key(), pod.on(node));
          bookings.add(new Booking(pod.metadata().uid(), node));
        }
      }
      return bookings;
    }

    private List<Seats> seats() {
      return nodes.values().stream().map(node -> new Seats(node, pods.values().stream()
          .filter(pod -> pod.nodeName().equals(node.name())).toList())).toList();
    }
  }

  private static Manor with(int nodes, boolean plans) {
    Manor manor = Manor.of(Cluster.Plan.standard(1).withNodes(nodes)).seconds(10);
    manor.cluster().use(Parts.ours().with(Slot.SCHEDULING_LOOP, () -> Roll.call(plans)));
    return manor;
  }

  private static void pod(Manor manor, String name, int processors) {
    manor.create("namespaces/default/pods", "{apiVersion: v1, kind: Pod, metadata: {name: " + name
        + "}, spec: {containers: [{name: c, image: busybox, command: [sleep, '3600'],"
        + " resources: {requests: {cpu: " + processors + "}}}]}}");
  }

  private static String node(Manor manor, String pod) {
    return manor.text("namespaces/default/pods/" + pod, "spec.nodeName");
  }

  @Test
  void another_queue_seats_everybody_and_whoever_fits_nowhere_says_why() {
    Manor manor = with(3, true).replicaSet("web", 6);
    pod(manor, "giant", 100);
    manor.seconds(60);

    assertThat(manor.cluster().culprits()).as(manor::timeline).isEmpty();
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("6");
    assertThat(manor.condition("namespaces/default/pods/giant", "PodScheduled"))
        .contains("Insufficient cpu");
  }

  @Test
  void one_that_books_the_last_seat_twice_is_sent_away_and_ours_books_it_once() {
    Manor manor = with(1, false);
    pod(manor, "first", 3);
    pod(manor, "second", 3);
    manor.seconds(30);

    assertThat(manor.cluster().culprits().get("scheduler.queue")).as(manor::timeline)
        .contains("where it does not fit: Insufficient cpu");
    assertThat(List.of(node(manor, "first"), node(manor, "second")))
        .containsExactlyInAnyOrder("node-a", "");
  }
}
