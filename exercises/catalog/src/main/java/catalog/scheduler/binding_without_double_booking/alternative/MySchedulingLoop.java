package learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Three places to wait: for one's turn, for one's time, and for news. Who waits for news is not
/// even asked about while nothing changes.
public class MySchedulingLoop implements SchedulingLoop {
  private static final int[] PAUSES = {1, 2, 4, 8, 10};

  private enum Place {
    ACTIVE, NEWS, BOOKED, SEATED
  }

  /// A Pod, with all that is known of it.
  private static final class Guest {
    private final long came;
    private PodView pod;
    private Place place = Place.ACTIVE;
    private String node = "";
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    private Guest(PodView pod, long came) {
      this.pod = pod;
      this.came = came;
    }

    private void failed(Instant now, Place next) {
      notBefore = now.plusSeconds(PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures++;
      place = next;
      node = "";
    }
  }

  private final TreeMap<String, NodeView> nodes = new TreeMap<>();
  private final Map<String, Guest> guests = new HashMap<>();
  private long arrivals;
  private Instant lastTick = Instant.EPOCH;

  @Override
  public void podAdded(PodView pod) {
    Guest guest = guests.computeIfAbsent(pod.metadata().uid(), _ -> new Guest(pod, arrivals++));
    guest.pod = pod;
    if (pod.isAssigned()) {
      guest.place = Place.SEATED;
      guest.node = pod.nodeName();
    }
    news();
  }

  @Override
  public void podGone(PodView pod) {
    guests.remove(pod.metadata().uid());
    news();
  }

  @Override
  public void nodeChanged(NodeView node) {
    nodes.put(node.name(), node);
    news();
  }

  @Override
  public void nodeGone(String node) {
    nodes.remove(node);
  }

  @Override
  public void bound(String podUid, boolean ok) {
    Guest guest = guests.get(podUid);
    if (ok || guest == null || guest.place != Place.BOOKED) return;
    guest.failed(lastTick, Place.ACTIVE);
    news();
  }

  private void news() {
    for (Guest guest : guests.values()) {
      if (guest.place == Place.NEWS) guest.place = Place.ACTIVE;
    }
  }

  @Override
  public List<Booking> tick(Instant now, Picker picker, Dice ties) {
    lastTick = now;
    List<Guest> turn = new ArrayList<>(guests.values());
    turn.removeIf(guest -> guest.place != Place.ACTIVE || now.isBefore(guest.notBefore)
        || !guest.pod.schedulerName().equals("default-scheduler"));
    turn.sort(Comparator.<Guest>comparingInt(guest -> guest.pod.priority()).reversed()
        .thenComparingLong(guest -> guest.came));
    List<Booking> bookings = new ArrayList<>();
    for (Guest guest : turn) {
      switch (picker.pick(guest.pod, plan(), ties)) {
        case Chosen(String node, _) -> {
          guest.place = Place.BOOKED;
          guest.node = node;
          bookings.add(new Booking(guest.pod.metadata().uid(), node));
        }
        case Picker.Nowhere _ -> guest.failed(now, Place.NEWS);
      }
    }
    return bookings;
  }

  private List<Seats> plan() {
    List<Seats> plan = new ArrayList<>();
    for (NodeView node : nodes.values()) {
      plan.add(new Seats(node, guests.values().stream()
          .filter(guest -> guest.node.equals(node.name())).map(guest -> guest.pod).toList()));
    }
    return plan;
  }
}
