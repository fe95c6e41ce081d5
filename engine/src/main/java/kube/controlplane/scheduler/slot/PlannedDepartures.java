package kube.controlplane.scheduler.slot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.Nominations;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Decision;
import kube.controlplane.scheduler.decision.Gauntlet;
import kube.controlplane.scheduler.preemption.Answer;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Part;

/// Asks a learner's [Preemptor] who must leave, and checks that their leaving is allowed and helps.
///
/// @param ours what we would do
public record PlannedDepartures(Part<Preemptor> part, Answer ours, SchedulerCache cluster,
    Nominations promises, Gauntlet gauntlet) {

  public Answer ask(PodView pod, Decision.Unschedulable why, List<DisruptionBudget> budgets) {
    if (!part.isForeign()) return ours;
    List<Picker.Seats> nodes = why.verdicts().stream().filter(verdict -> !verdict.beyondHelp())
        .flatMap(verdict -> cluster.room(verdict.node()).stream())
        .map(room -> new Picker.Seats(room.node(), Stream
            .concat(room.pods().stream(), promises.before(pod, room.name()).stream()).toList()))
        .toList();
    return part.ask(theirs -> theirs.plan(pod, nodes, budgets), plan -> lieIn(plan, pod),
        this::oursInTheirWords).map(this::answer).orElse(ours);
  }

  private Optional<Preemptor.Plan> oursInTheirWords() {
    return ours instanceof Answer.Plan(String node, List<PodView> victims, _)
        ? Optional.of(new Preemptor.Plan(node, victims.stream().map(PlannedDepartures::uid)
            .toList()))
        : Optional.empty();
  }

  private Answer answer(Preemptor.Plan plan) {
    if (oursInTheirWords().filter(plan::equals).isPresent()) return ours;
    return new Answer.Plan(plan.node(), victims(plan), 0);
  }

  private List<PodView> victims(Preemptor.Plan plan) {
    Set<String> uids = new TreeSet<>(plan.victimUids());
    return cluster.room(plan.node()).stream().flatMap(room -> room.pods().stream())
        .filter(pod -> uids.contains(uid(pod))).toList();
  }

  private static String uid(PodView pod) {
    return pod.metadata().uid();
  }

  private Optional<String> lieIn(Optional<Preemptor.Plan> plan, PodView pod) {
    if (plan.isEmpty()) {
      return ours instanceof Answer.Plan(String node, _, _)
          ? Optional.of("it lets nobody leave, although the Pod would then fit on " + node)
          : Optional.empty();
    }
    String node = plan.get().node();
    Optional<NodeRoom> room = cluster.room(node);
    if (room.isEmpty()) {
      return Optional.of("it clears the node \"" + node + "\", which does not exist");
    }
    List<PodView> victims = victims(plan.get());
    if (victims.isEmpty() || victims.size() < plan.get().victimUids().size()) {
      return Optional.of("it lets Pods leave " + node + " that are not there");
    }
    return victims.stream().filter(victim -> victim.priority() >= pod.priority()).findFirst()
        .map(equal -> "it lets the Pod \"" + equal.key() + "\" leave, whose priority is not lower")
        .or(() -> fitsWithout(victims, room.get())
            ? Optional.empty()
            : Optional.of("its victims leave " + node + ", and still the Pod does not fit there"));
  }

  private boolean fitsWithout(List<PodView> victims, NodeRoom room) {
    victims.forEach(victim -> cluster.gone(room, victim));
    try {
      return gauntlet.runAnew(room).isEmpty();
    } finally {
      victims.forEach(victim -> cluster.returned(room, victim));
    }
  }
}
