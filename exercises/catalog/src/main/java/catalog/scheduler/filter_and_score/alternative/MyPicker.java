package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.HostPort;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodTerm;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Taint;
import kube.foundation.machine.Dice;

/// Adds up each node once, asks one question after the other, and keeps the best while it walks.
public class MyPicker implements Picker {

  /// A node with its sums.
  private static final class Room {
    private final NodeView node;
    private final List<PodView> pods;
    private Amounts booked = Amounts.NONE;
    private Amounts weight = Amounts.NONE;
    private int unwelcome;

    private Room(Seats seats) {
      node = seats.node();
      pods = seats.pods();
      for (PodView pod : pods) {
        booked = booked.plus(pod.wish().requests());
        weight = weight.plus(pod.wish().weight());
      }
    }
  }

  @Override
  public Pick pick(PodView pod, List<Seats> nodes, Dice ties) {
    List<Room> rooms = new ArrayList<>();
    for (Seats seats : nodes) rooms.add(new Room(seats));
    TreeMap<String, String> reasons = new TreeMap<>();
    List<Room> open = new ArrayList<>();
    int most = 0;
    for (Room room : rooms) {
      String reason = reason(pod, room, rooms);
      if (reason.isEmpty()) {
        open.add(room);
        most = Math.max(most, room.unwelcome);
      } else {
        reasons.put(room.node.name(), reason);
      }
    }
    if (open.isEmpty()) return new Nowhere(reasons);
    TreeMap<String, Integer> scores = new TreeMap<>();
    for (Room room : open) scores.put(room.node.name(), score(pod, room, most));
    return new Chosen(best(scores, ties), scores);
  }

  /// The n-th of equals takes the place of the one before with a chance of 1 in n.
  private static String best(Map<String, Integer> scores, Dice ties) {
    String best = "";
    int highest = -1;
    int equals = 0;
    for (Map.Entry<String, Integer> entry : scores.entrySet()) {
      int score = entry.getValue();
      equals = score > highest ? 1 : equals + (score == highest ? 1 : 0);
      if (score > highest || (score == highest && ties.below(equals) == 0)) best = entry.getKey();
      highest = Math.max(highest, score);
    }
    return best;
  }

  private static String reason(PodView pod, Room room, List<Room> all) {
    if (room.node.unschedulable() && !pod.tolerates(NodeView.CORDON)) {
      return "node(s) were unschedulable";
    }
    boolean isWalled = false;
    for (Taint taint : room.node.taints()) {
      if (pod.tolerates(taint)) continue;
      if (taint.effect().equals("PreferNoSchedule")) room.unwelcome++;
      else
        isWalled = true;
    }
    if (isWalled) return "node(s) had untolerated taint(s)";
    if (!pod.wish().nodes().allows(room.node)) {
      return "node(s) didn't match Pod's node affinity/selector";
    }
    for (PodView other : room.pods) {
      for (HostPort port : other.wish().ports()) {
        if (pod.wish().ports().stream().anyMatch(port::clashesWith)) {
          return "node(s) didn't have free ports for the requested pod ports";
        }
      }
    }
    if (room.pods.size() >= room.node.podsAllowed()) return "Too many pods";
    Amounts asked = pod.wish().requests();
    Amounts left = room.node.allocatable().minus(room.booked);
    List<String> resources = new ArrayList<>(List.of("cpu", "memory", "ephemeral-storage"));
    resources.addAll(asked.others().keySet());
    for (String resource : resources) {
      if (asked.of(resource) > 0 && asked.of(resource) > left.of(resource)) {
        return "Insufficient " + resource;
      }
    }
    if (meets(pod, room, all, true)) return "node(s) didn't match pod anti-affinity rules";
    if (meets(pod, room, all, false)) {
      return "node(s) didn't satisfy existing pods anti-affinity rules";
    }
    return "";
  }

  private static boolean meets(PodView pod, Room here, List<Room> all, boolean byItsOwnWish) {
    for (Room there : all) {
      for (PodView other : there.pods) {
        PodView shy = byItsOwnWish ? pod : other;
        PodView shunned = byItsOwnWish ? other : pod;
        for (PodTerm term : shy.wish().near().far()) {
          String place = here.node.labels().get(term.topologyKey());
          if (place == null || !place.equals(there.node.labels().get(term.topologyKey()))) continue;
          if (term.isAbout(shunned.namespace(), shunned.labels(), _ -> new TreeMap<>()))
            return true;
        }
      }
    }
    return false;
  }

  private static int score(PodView pod, Room room, int most) {
    long room100 = (hundredths(pod, room, "cpu") + hundredths(pod, room, "memory")) / 2;
    if (most == 0) return Math.toIntExact(room100);
    long taints100 = 100 - 100L * room.unwelcome / most;
    return Math.toIntExact((room100 + 3 * taints100) / 4);
  }

  private static long hundredths(PodView pod, Room room, String resource) {
    long all = room.node.allocatable().of(resource);
    long taken = room.weight.of(resource) + pod.wish().weight().of(resource);
    return taken >= all ? 0 : (all - taken) * 100 / all;
  }
}
