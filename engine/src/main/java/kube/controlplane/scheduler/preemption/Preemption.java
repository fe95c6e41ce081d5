package kube.controlplane.scheduler.preemption;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Gauntlet;
import kube.controlplane.scheduler.decision.Verdict;
import kube.controlplane.scheduler.preemption.Answer.Nobody;
import kube.controlplane.scheduler.preemption.Answer.Plan;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// Decides whether Pods of a lower priority should leave for one that found no node, and which.
///
/// On paper, all Pods of a strictly lower priority leave a node; if the newcomer fits then, they are
/// asked back one by one, the most important first, and those stay who do not disturb it. Of the
/// nodes that would do, the one is chosen where it hurts least. PodDisruptionBudgets are respected
/// where that is possible, and broken where it is not.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption
public final class Preemption {

  /// The condition reason of a Pod that had to leave.
  public static final String REASON = "PreemptionByScheduler";

  private static final int FEWEST_CANDIDATES = 100;
  private static final int PERCENT_OF_NODES = 10;

  /// The more important Pod first: the higher priority, then who has run longer.
  private static final Comparator<PodView> IMPORTANCE = Comparator
      .comparingInt(PodView::priority).reversed()
      .thenComparing(Preemption::startOf)
      .thenComparing(PodView::key);

  private static final Comparator<Plan> LEAST_HARM = Comparator
      .comparingInt(Plan::violations)
      .thenComparingInt(plan -> plan.victims().getFirst().priority())
      .thenComparingLong(Preemption::sumOfPriorities)
      .thenComparingInt(plan -> plan.victims().size())
      .thenComparing(Preemption::earliestStartOfTheHighest, Comparator.reverseOrder());

  private final SchedulerCache cluster;
  private final Nominations nominations;
  private final Randomness randomness;

  public Preemption(SchedulerCache cluster, Nominations nominations, Randomness randomness) {
    this.cluster = cluster;
    this.nominations = nominations;
    this.randomness = randomness;
  }

  /// @param gauntlet the filters, made ready for this Pod
  public Answer plan(PodView pod, Decision.Unschedulable why, Gauntlet gauntlet,
      List<DisruptionBudget> budgets) {
    Optional<String> ineligible = ineligible(pod, why);
    if (ineligible.isPresent()) return new Nobody(ineligible.get());
    List<Verdict> hopeful = why.verdicts().stream().filter(v -> !v.beyondHelp()).toList();
    List<Plan> plans = new ArrayList<>();
    int wanted = Math.max(FEWEST_CANDIDATES, why.nodes() * PERCENT_OF_NODES / 100);
    int start = hopeful.isEmpty() ? 0 : randomness.below(hopeful.size());
    for (int i = 0; i < hopeful.size() && plans.size() < wanted; i++) {
      String node = hopeful.get((start + i) % hopeful.size()).node();
      cluster.room(node).flatMap(room -> onNode(pod, room, gauntlet, budgets))
          .ifPresent(plans::add);
    }
    return plans.isEmpty()
        ? new Nobody(nobodyHelps(why, hopeful.size()))
        : Collections.min(plans, LEAST_HARM);
  }

  /// Why this Pod may not make others leave; empty when it may.
  public Optional<String> ineligible(PodView pod, Decision.Unschedulable why) {
    if (!pod.rank().mayPreempt()) return Optional.of("not eligible due to preemptionPolicy=Never.");
    boolean alreadyUnderWay = nominations.nodeOf(pod.key())
        .filter(node -> why.verdicts()
            .stream()
            .noneMatch(verdict -> verdict.node().equals(node) && verdict.beyondHelp()))
        .flatMap(cluster::room)
        .filter(room -> room.pods().stream().anyMatch(other -> leavesFor(other, pod)))
        .isPresent();
    return alreadyUnderWay
        ? Optional.of("not eligible due to a terminating pod on the nominated node.")
        : Optional.empty();
  }

  private static boolean leavesFor(PodView other, PodView pod) {
    return other.isLeaving() && other.priority() < pod.priority()
        && other.status().disruption().equals(REASON);
  }

  private static String nobodyHelps(Decision.Unschedulable why, int hopeful) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < why.nodes(); i++) {
      reasons.add(i < hopeful
          ? "No preemption victims found for incoming pod"
          : "Preemption is not helpful for scheduling");
    }
    return Decision.sentence(why.nodes(), reasons);
  }

  /// The fewest who would have to leave this node; empty when nobody's leaving helps.
  private Optional<Plan> onNode(PodView pod, NodeRoom room, Gauntlet gauntlet,
      List<DisruptionBudget> budgets) {
    List<PodView> lower = room.pods().stream()
        .filter(other -> other.priority() < pod.priority())
        .sorted(IMPORTANCE)
        .toList();
    if (lower.isEmpty()) return Optional.empty();
    lower.forEach(other -> cluster.gone(room, other));
    List<PodView> away = new ArrayList<>(lower);
    try {
      if (gauntlet.runAnew(room).isPresent()) return Optional.empty();
      BudgetSplit split = BudgetSplit.of(lower, budgets);
      int violations = 0;
      List<PodView> victims = new ArrayList<>();
      for (PodView other : split.protectedFirst()) {
        if (mayStay(other, room, gauntlet, away)) continue;
        victims.add(other);
        if (split.isProtected(other)) violations++;
      }
      return victims.isEmpty()
          ? Optional.empty()
          : Optional.of(new Plan(room.name(), victims.stream().sorted(IMPORTANCE).toList(),
              violations));
    } finally {
      away.forEach(other -> cluster.returned(room, other));
    }
  }

  /// Asks one back who was sent away on paper.
  private boolean mayStay(PodView other, NodeRoom room, Gauntlet gauntlet, List<PodView> away) {
    cluster.returned(room, other);
    if (gauntlet.runAnew(room).isEmpty()) {
      away.remove(other);
      return true;
    }
    cluster.gone(room, other);
    return false;
  }

  private static Instant startOf(PodView pod) {
    return pod.status().startTime().orElse(Instant.MAX);
  }

  /// Priorities below zero are counted from the lowest there is, so that more victims weigh more.
  private static long sumOfPriorities(Plan plan) {
    return plan.victims()
        .stream()
        .mapToLong(victim -> (long) victim.priority() - Integer.MIN_VALUE)
        .sum();
  }

  private static Instant earliestStartOfTheHighest(Plan plan) {
    int highest = plan.victims().getFirst().priority();
    return plan.victims()
        .stream()
        .filter(victim -> victim.priority() == highest)
        .map(Preemption::startOf)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
