package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/// Plans with what the cluster shows and with what it has booked itself; nobody waits for anybody
/// else.
public class MySchedulingLoop implements SchedulingLoop {
  private static final String OURS = "default-scheduler";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// How often a Pod was tried in vain, and from when on it may be tried again.
  private record Patience(int failures, Instant until) {
    static final Patience FRESH = new Patience(0, Instant.MIN);

    Patience afterFailure(Instant now) {
      long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failures, 4));
      return new Patience(failures + 1, now.plusSeconds(seconds));
    }
  }

  private final Map<String, NodeView> nodes = new TreeMap<>();
  private final Map<String, PodView> pods = new LinkedHashMap<>();
  private final Map<String, String> booked = new HashMap<>();
  private final Map<String, Patience> patience = new HashMap<>();
  private Instant now = Instant.EPOCH;

  @Override
  public void podAdded(PodView pod) {
    pods.put(uid(pod), pod);
  }

  @Override
  public void podGone(PodView pod) {
    pods.remove(uid(pod));
    booked.remove(uid(pod));
    patience.remove(uid(pod));
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
    if (!ok && booked.remove(podUid) != null) pause(podUid);
  }

  @Override
  public List<Booking> tick(Instant now, Picker picker, Dice ties) {
    this.now = now;
    List<Booking> bookings = new ArrayList<>();
    for (PodView pod : waiting()) {
      if (patienceOf(uid(pod)).until.isAfter(now)) continue;
      if (picker.pick(pod, seats(), ties) instanceof Chosen(String node, _)) {
        booked.put(uid(pod), node);
        bookings.add(new Booking(uid(pod), node));
      } else {
        pause(uid(pod));
      }
    }
    return bookings;
  }

  private Patience patienceOf(String podUid) {
    return patience.getOrDefault(podUid, Patience.FRESH);
  }

  private void pause(String podUid) {
    patience.put(podUid, patienceOf(podUid).afterFailure(now));
  }

  /// Our Pods without a seat, the most important first, then who came first.
  private List<PodView> waiting() {
    return pods.values().stream()
        .filter(pod -> pod.schedulerName().equals(OURS) && nodeOf(pod).isEmpty())
        .sorted(Comparator.comparingInt(PodView::priority).reversed()).toList();
  }

  /// Every node with the Pods that sit there, and those that are about to.
  private List<Seats> seats() {
    Map<String, List<PodView>> seated = new HashMap<>();
    for (PodView pod : pods.values()) {
      seated.computeIfAbsent(nodeOf(pod), _ -> new ArrayList<>()).add(pod);
    }
    return nodes.values().stream()
        .map(node -> new Seats(node, seated.getOrDefault(node.name(), List.of()))).toList();
  }

  /// Where the cluster shows the Pod, or else where we have booked it; empty while it waits.
  private String nodeOf(PodView pod) {
    return pod.isAssigned() ? pod.nodeName() : booked.getOrDefault(uid(pod), "");
  }

  private static String uid(PodView pod) {
    return pod.metadata().uid();
  }
}
