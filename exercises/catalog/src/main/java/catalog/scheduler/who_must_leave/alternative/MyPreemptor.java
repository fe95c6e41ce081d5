package learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.HostPort;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Taint;

/// Goes from node to node with the best plan so far in its hand.
public class MyPreemptor implements Preemptor {

  private static final class Candidate {
    private final PodView pod;
    private boolean shielded;
    private boolean stays;

    private Candidate(PodView pod) {
      this.pod = pod;
    }

    private Instant start() {
      return pod.status().startTime().orElse(Instant.MAX);
    }
  }

  @Override
  public Optional<Plan> plan(PodView incoming, List<Seats> nodes, List<DisruptionBudget> budgets) {
    if (!incoming.rank().mayPreempt()) return Optional.empty();
    Seats best = null;
    List<Candidate> victims = List.of();
    for (Seats seats : nodes) {
      if (seats.node().name().equals(incoming.status().nominatedNode()) && seats.pods().stream()
          .anyMatch(pod -> pod.isLeaving() && pod.priority() < incoming.priority())) {
        return Optional.empty();
      }
      List<Candidate> these = victims(incoming, seats, budgets);
      if (!these.isEmpty() && (best == null || hurtsLess(these, victims))) {
        best = seats;
        victims = these;
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(new Plan(best.node().name(),
            victims.stream().map(victim -> victim.pod.metadata().uid()).toList()));
  }

  private static boolean hurtsLess(List<Candidate> these, List<Candidate> those) {
    long[] left = harm(these);
    long[] right = harm(those);
    for (int i = 0; i < left.length; i++) {
      if (left[i] != right[i]) return left[i] < right[i];
    }
    return these.getFirst().start().isAfter(those.getFirst().start());
  }

  private static long[] harm(List<Candidate> victims) {
    long shielded = victims.stream().filter(victim -> victim.shielded).count();
    long sum = victims.stream().mapToLong(victim -> victim.pod.priority() + (1L << 31)).sum();
    return new long[]{shielded, victims.getFirst().pod.priority(), sum, victims.size()};
  }

  private static List<Candidate> victims(PodView incoming, Seats seats,
      List<DisruptionBudget> budgets) {
    List<PodView> present = new ArrayList<>();
    List<Candidate> lower = new ArrayList<>();
    for (PodView pod : seats.pods()) {
      if (pod.priority() < incoming.priority()) lower.add(new Candidate(pod));
      else
        present.add(pod);
    }
    lower.sort(Comparator.<Candidate>comparingInt(one -> one.pod.priority()).reversed()
        .thenComparing(Candidate::start));
    if (!fits(incoming, seats, present)) return List.of();
    int[] left = budgets.stream().mapToInt(DisruptionBudget::allowed).toArray();
    for (Candidate one : lower) {
      for (int i = 0; i < left.length; i++) {
        if (budgets.get(i).protects(one.pod) && left[i]-- <= 0) one.shielded = true;
      }
    }
    for (boolean shielded : new boolean[]{true, false}) {
      for (Candidate one : lower) {
        if (one.shielded != shielded) continue;
        present.add(one.pod);
        one.stays = fits(incoming, seats, present);
        if (!one.stays) present.removeLast();
      }
    }
    lower.removeIf(one -> one.stays);
    return lower;
  }

  private static boolean fits(PodView incoming, Seats seats, List<PodView> present) {
    if (!incoming.wish().nodes().allows(seats.node())) return false;
    for (Taint taint : seats.node().taints()) {
      if (!taint.effect().equals("PreferNoSchedule") && !incoming.tolerates(taint)) return false;
    }
    if (present.size() + 1 > seats.node().podsAllowed()) return false;
    Amounts asked = incoming.wish().requests();
    Amounts left = seats.node().allocatable();
    for (PodView pod : present) {
      left = left.minus(pod.wish().requests());
      for (HostPort port : pod.wish().ports()) {
        if (incoming.wish().ports().stream().anyMatch(port::clashesWith)) return false;
      }
    }
    List<String> resources = new ArrayList<>(asked.others().keySet());
    resources.addAll(List.of("cpu", "memory", "ephemeral-storage"));
    for (String resource : resources) {
      if (asked.of(resource) > 0 && asked.of(resource) > left.of(resource)) return false;
    }
    return true;
  }
}
