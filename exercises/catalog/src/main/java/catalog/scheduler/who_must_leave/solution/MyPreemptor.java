package learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.view.Amounts;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Taint;

/// Sends all less important Pods away on paper, asks back whoever does not disturb, and chooses the
/// node where that hurts least.
public class MyPreemptor implements Preemptor {

  /// What it would take to clear one node.
  ///
  /// @param victims the most important first
  /// @param violations how many of them a budget protects
  private record Loss(String node, List<PodView> victims, int violations) {

    int highest() {
      return victims.getFirst().priority();
    }

    /// Each counts from the lowest priority there is, so that one more always weighs more.
    long sum() {
      return victims.stream().mapToLong(pod -> (long) pod.priority() - Integer.MIN_VALUE).sum();
    }

    Instant startOfTheHighest() {
      return startOf(victims.getFirst());
    }

    Plan plan() {
      return new Plan(node, victims.stream().map(pod -> pod.metadata().uid()).toList());
    }
  }

  /// The higher priority first, then who has run longer.
  private static final Comparator<PodView> IMPORTANCE = Comparator
      .comparingInt(PodView::priority).reversed().thenComparing(MyPreemptor::startOf);

  private static final Comparator<Loss> LEAST_HARM = Comparator.comparingInt(Loss::violations)
      .thenComparingInt(Loss::highest)
      .thenComparingLong(Loss::sum)
      .thenComparingInt(loss -> loss.victims().size())
      .thenComparing(Loss::startOfTheHighest, Comparator.reverseOrder());

  @Override
  public Optional<Plan> plan(PodView incoming, List<Seats> nodes, List<DisruptionBudget> budgets) {
    if (!incoming.rank().mayPreempt() || isUnderWay(incoming, nodes)) return Optional.empty();
    return nodes.stream().flatMap(seats -> loss(incoming, seats, budgets).stream())
        .min(LEAST_HARM).map(Loss::plan);
  }

  /// Whether somebody is already leaving the node that this Pod was promised.
  private static boolean isUnderWay(PodView incoming, List<Seats> nodes) {
    String promised = incoming.status().nominatedNode();
    return nodes.stream().filter(seats -> seats.node().name().equals(promised))
        .flatMap(seats -> seats.pods().stream())
        .anyMatch(pod -> pod.isLeaving() && pod.priority() < incoming.priority());
  }

  /// The fewest who would have to leave this node; empty if nobody's leaving helps.
  private static Optional<Loss> loss(PodView incoming, Seats seats,
      List<DisruptionBudget> budgets) {
    List<PodView> staying = new ArrayList<>(seats.pods());
    List<PodView> lower = seats.pods().stream()
        .filter(pod -> pod.priority() < incoming.priority()).sorted(IMPORTANCE).toList();
    staying.removeAll(lower);
    if (lower.isEmpty() || !fits(incoming, seats.node(), staying)) return Optional.empty();
    List<PodView> shielded = shielded(lower, budgets);
    List<PodView> order = new ArrayList<>(shielded);
    lower.stream().filter(pod -> !shielded.contains(pod)).forEach(order::add);
    for (PodView pod : order) {
      staying.add(pod);
      if (!fits(incoming, seats.node(), staying)) staying.remove(pod);
    }
    List<PodView> victims = lower.stream().filter(pod -> !staying.contains(pod)).toList();
    int violations = Math.toIntExact(victims.stream().filter(shielded::contains).count());
    return victims.isEmpty()
        ? Optional.empty()
        : Optional.of(new Loss(seats.node().name(), victims, violations));
  }

  /// Those for whom a budget has nothing left, when the more important ones have drawn on it first.
  private static List<PodView> shielded(List<PodView> pods, List<DisruptionBudget> budgets) {
    Map<DisruptionBudget, Integer> left = new HashMap<>();
    List<PodView> shielded = new ArrayList<>();
    for (PodView pod : pods) {
      boolean isBroken = false;
      for (DisruptionBudget budget : budgets) {
        if (!budget.protects(pod)) continue;
        int before = left.getOrDefault(budget, budget.allowed());
        left.put(budget, before - 1);
        isBroken |= before <= 0;
      }
      if (isBroken) shielded.add(pod);
    }
    return shielded;
  }

  private static boolean fits(PodView incoming, NodeView node, List<PodView> pods) {
    return incoming.wish().nodes().allows(node)
        && node.taints().stream().noneMatch(taint -> isWall(taint) && !incoming.tolerates(taint))
        && pods.size() < node.podsAllowed()
        && pods.stream().noneMatch(pod -> clash(incoming, pod))
        && hasRoom(incoming, node, pods);
  }

  private static boolean isWall(Taint taint) {
    return !taint.effect().equals("PreferNoSchedule");
  }

  private static boolean clash(PodView one, PodView other) {
    return one.wish().ports().stream()
        .anyMatch(port -> other.wish().ports().stream().anyMatch(port::clashesWith));
  }

  private static boolean hasRoom(PodView incoming, NodeView node, List<PodView> pods) {
    Amounts asked = incoming.wish().requests();
    Amounts left = pods.stream().map(pod -> pod.wish().requests())
        .reduce(node.allocatable(), Amounts::minus);
    TreeSet<String> resources = new TreeSet<>(asked.others().keySet());
    resources.addAll(List.of("cpu", "memory", "ephemeral-storage"));
    return resources.stream().allMatch(
        resource -> asked.of(resource) == 0 || asked.of(resource) <= left.of(resource));
  }

  private static Instant startOf(PodView pod) {
    return pod.status().startTime().orElse(Instant.MAX);
  }
}
